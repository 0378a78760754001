using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Blocking;

/// <summary>Awaits SemaphoreSlim.WaitAsync, with the token in scope. The other primitives have no form that can be awaited.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR1005PrimitiveInAsyncFix))]
public sealed class UNR1005PrimitiveInAsyncFix : RuleFix
{
    private const string Title = "Await WaitAsync";

    public UNR1005PrimitiveInAsyncFix()
        : base(RuleIds.PrimitiveInAsync)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (AwaitInPlace.CallAt(target.Reported) is not { } call
            || target.Model.GetOperation(call, target.Cancellation) is not IInvocationOperation operation
            || ConcurrencyKnowledge.For(target.Model.Compilation).Primitives.Find(operation) != PrimitiveKind.Semaphore
            || AsyncTwin.Renamed(call, "WaitAsync") is null)
        {
            return null;
        }

        var token = operation.TargetMethod.Parameters.Any(parameter => TokenNames.IsToken(parameter.Type))
            ? null
            : TokenNames.Name(target.Model.GetEnclosingSymbol(call.SpanStart, target.Cancellation));
        return AwaitInPlace.Of(target, call, current => Rewritten((InvocationExpressionSyntax)current, token)) is { } root
            ? new Proposal(Title, Title, root, Proof.ScopeOf(call))
            : null;
    }

    private static InvocationExpressionSyntax Rewritten(InvocationExpressionSyntax call, string? token)
    {
        var renamed = AsyncTwin.Renamed(call, "WaitAsync")!;
        return token is null ? renamed : AsyncTwin.WithToken(renamed, token, "cancellationToken");
    }
}
