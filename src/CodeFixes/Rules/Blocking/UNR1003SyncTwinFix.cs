using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Blocking;

/// <summary>Calls the asynchronous form, with the token in scope, and awaits it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR1003SyncTwinFix))]
public sealed class UNR1003SyncTwinFix : RuleFix
{
    private const string Title = "Await the asynchronous form";

    public UNR1003SyncTwinFix()
        : base(RuleIds.SyncTwin)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        var knowledge = ConcurrencyKnowledge.For(target.Model.Compilation);
        if (AwaitInPlace.CallAt(target.Reported) is not { } call
            || target.Model.GetOperation(call, target.Cancellation) is not IInvocationOperation operation
            || target.Model.GetEnclosingSymbol(call.SpanStart, target.Cancellation) is not { } member
            || knowledge.Context.Of(operation, member) is not { } function
            || knowledge.Twins.Find(operation, function) is not { } twin)
        {
            return null;
        }

        // The arguments may have been rewritten meanwhile: the name is changed, and the token added, on what is there.
        var token = twin.Call.ArgumentList.Arguments.Count > call.ArgumentList.Arguments.Count ? TokenNames.Name(function.Symbol) : null;
        return AwaitInPlace.Of(target, call, current => Rewritten((InvocationExpressionSyntax)current, twin.Method.Name, token)) is { } root
            ? new Proposal($"Await '{twin.Method.Name}'", Title, root, Proof.ScopeOf(call))
            : null;
    }

    private static InvocationExpressionSyntax Rewritten(InvocationExpressionSyntax call, string name, string? token)
    {
        var renamed = AsyncTwin.Renamed(call, name)!;
        return token is null ? renamed : AsyncTwin.WithToken(renamed, token, "cancellationToken");
    }
}
