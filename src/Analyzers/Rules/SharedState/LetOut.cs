using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Flow;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>How a reference to a collection leaves its member.</summary>
/// <param name="Expression">What is returned.</param>
/// <param name="Words">As it stands in a message.</param>
internal sealed record LetOut(ExpressionSyntax Expression, string Words)
{
    private static readonly string[] s_views = ["Keys", "Values", "AsReadOnly", "AsEnumerable", "AsQueryable"];

    private static readonly string[] s_lazy =
        ["Where", "Select", "SelectMany", "OfType", "Cast", "Skip", "Take", "SkipWhile", "TakeWhile", "OrderBy", "OrderByDescending", "ThenBy", "Distinct", "Concat", "Zip", "GroupBy"];

    /// <summary>The way out of a mention of a collection; null when it does not leave the member there.</summary>
    public static LetOut? Of(SyntaxNode mention)
    {
        var place = FieldUse.Whole(mention);
        var words = "the caller of this member gets it and uses it";
        while (View(place) is { } view)
        {
            (place, words) = view;
        }

        return place is ExpressionSyntax expression && place.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax }
            ? new(expression, words)
            : null;
    }

    // A view reads the collection itself, whenever it is asked.
    private static (SyntaxNode Place, string Words)? View(SyntaxNode place)
    {
        switch (place.Parent)
        {
            case MemberAccessExpressionSyntax member when member.Expression == place && Array.IndexOf(s_views, member.Name.Identifier.ValueText) >= 0:
                return (FieldUse.Whole(member.Parent is InvocationExpressionSyntax call ? call : member), "the view that this member returns is read");
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax query } member when member.Expression == place && Array.IndexOf(s_lazy, member.Name.Identifier.ValueText) >= 0:
                return (FieldUse.Whole(query), "the query that this member returns reads it");
            case ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax { Type: GenericNameSyntax { Identifier.ValueText: "ReadOnlyCollection" or "ReadOnlyDictionary" } } view }:
                return (FieldUse.Whole(view), "the view that this member returns is read");
            default:
                return null;
        }
    }
}
