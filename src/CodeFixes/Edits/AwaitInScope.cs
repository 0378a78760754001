using Microsoft.CodeAnalysis;

namespace Unravel.CodeFixes.Edits;

/// <summary>Makes a function async and awaits the tasks that it returns, those that leave a try, a using or a lock included.</summary>
internal static class AwaitInScope
{
    private const string Title = "Make the function async and await the task";

    public static Proposal? In(FixTarget target) =>
        Functions.Around(target.Reported) is { } function
        && !Functions.IsAsync(function)
        && MakeAsync.OfTaskReturning(function, target.Model, target.Cancellation, inScopes: true) is { } made
            ? new Proposal(Title, Title, target.Root.ReplaceNode(function, made), Proof.ScopeOf(target.Reported))
            : null;
}
