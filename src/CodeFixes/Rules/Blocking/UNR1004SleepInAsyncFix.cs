using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Blocking;

/// <summary>Awaits a delay of the same length, which the token in scope cuts short.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR1004SleepInAsyncFix))]
public sealed class UNR1004SleepInAsyncFix : RuleFix
{
    private const string Title = "Await Task.Delay";

    public UNR1004SleepInAsyncFix()
        : base(RuleIds.SleepInAsync)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (AwaitInPlace.CallAt(target.Reported) is not { ArgumentList.Arguments.Count: 1 } call
            || call.Parent is not (ExpressionStatementSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax))
        {
            return null;
        }

        var token = TokenNames.Name(target.Model.GetEnclosingSymbol(call.SpanStart, target.Cancellation));
        var isImported = target.Model.LookupNamespacesAndTypes(call.SpanStart, name: "Task")
            .Any(type => ConcurrencyKnowledge.For(target.Model.Compilation).Tasks.IsTask(type as ITypeSymbol));
        var delay = SyntaxFactory.ParseExpression(isImported ? "Task.Delay" : "System.Threading.Tasks.Task.Delay");
        return AwaitInPlace.Of(target, call, current => Delay((InvocationExpressionSyntax)current, delay, token)) is { } root
            ? new Proposal(Title, Title, root, Proof.ScopeOf(call))
            : null;
    }

    private static InvocationExpressionSyntax Delay(InvocationExpressionSyntax sleep, ExpressionSyntax delay, string? token)
    {
        // The parameters have other names: Sleep(millisecondsTimeout), Delay(millisecondsDelay).
        var argument = sleep.ArgumentList.Arguments[0];
        var call = sleep.WithExpression(delay.WithTriviaFrom(sleep.Expression))
            .WithArgumentList(sleep.ArgumentList.ReplaceNode(argument, argument.WithNameColon(null)));
        return token is null ? call : AsyncTwin.WithToken(call, token, "cancellationToken");
    }
}
