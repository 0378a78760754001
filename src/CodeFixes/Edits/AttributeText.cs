using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>Writes an attribute in front of a member.</summary>
internal static class AttributeText
{
    /// <summary>The member with the attribute on a line of its own, in the indentation of the member.</summary>
    public static MemberDeclarationSyntax Above(MemberDeclarationSyntax member, string attribute)
    {
        var before = member.GetLeadingTrivia();
        var indentation = before.Count > 0 && before[before.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia) ? before[before.Count - 1].ToString() : "";
        var endOfLine = LineEnds.Of(member);
        return Insert(member, attribute, SyntaxFactory.ParseTrailingTrivia(endOfLine).AddRange(SyntaxFactory.ParseLeadingTrivia(indentation)));
    }

    /// <summary>The member with the attribute before it on its line.</summary>
    public static MemberDeclarationSyntax Before(MemberDeclarationSyntax member, string attribute) => Insert(member, attribute, SyntaxFactory.TriviaList(SyntaxFactory.Space));

    private static MemberDeclarationSyntax Insert(MemberDeclarationSyntax member, string attribute, SyntaxTriviaList after)
    {
        var list = SyntaxFactory.ParseMemberDeclaration(attribute + " int x;")!.AttributeLists[0].WithoutTrivia().WithTrailingTrivia(after);
        var bare = member.WithoutLeadingTrivia();
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list)).WithLeadingTrivia(member.GetLeadingTrivia());
    }
}
