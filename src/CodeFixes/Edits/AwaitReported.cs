using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>Awaits a reported expression where it stands, in a function that is async already.</summary>
internal static class AwaitReported
{
    private const string Title = "Await the task";

    public static Proposal? In(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<ExpressionSyntax>() is not { } expression)
        {
            return null;
        }

        var function = Functions.Around(expression);
        if ((function is not null && !Functions.IsAsync(function)) || AwaitHazards.Any(expression, function ?? target.Root, target.Model))
        {
            return null;
        }

        var awaited = AddAwait.Over(expression, expression, AddAwait.NeedsParentheses(expression));
        return new Proposal(Title, Title, target.Root.ReplaceNode(expression, awaited), Proof.ScopeOf(expression));
    }
}
