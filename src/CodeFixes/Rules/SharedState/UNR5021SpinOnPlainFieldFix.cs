using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Reads the field by <c>Volatile.Read</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5021SpinOnPlainFieldFix))]
public sealed class UNR5021SpinOnPlainFieldFix : RuleFix
{
    private const string Title = "Read by Volatile.Read";

    public UNR5021SpinOnPlainFieldFix()
        : base(RuleIds.SpinOnPlainField)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax field)
        {
            return null;
        }

        var type = TypeNames.At(target.Model, field.SpanStart, "System.Threading", "Volatile");
        var read = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, type, SyntaxFactory.IdentifierName("Read")),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(
                SyntaxFactory.Argument(null, SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space), field.WithoutTrivia()))));
        return new Proposal(Title, Title, target.Root.ReplaceNode(field, read.WithTriviaFrom(field)), Proof.ScopeOf(field));
    }
}
