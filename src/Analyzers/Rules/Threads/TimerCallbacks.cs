using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Rules.Threads;

/// <summary>What the callback of a timer is, and whether it takes care that it does not run beside itself.</summary>
internal static class TimerCallbacks
{
    // Words of what people write against a second run. By the text: whichever of them is there, the author has thought of it.
    private static readonly string[] s_guards =
        ["TryEnter", "Interlocked", "Change(", "Wait(", "WaitAsync(", "Stop()", "Enabled", "TryTake", "IsRunning", "_running", "_busy", "isRunning", "lock ", "lock("];

    /// <summary>Why the callback can outlast the period, as it stands in a message; null when it is short or guarded.</summary>
    public static string? Outlasts(IOperation callback, ConcurrencyKnowledge knowledge, bool asyncLambdas)
    {
        switch (callback.Unwrapped() is IDelegateCreationOperation creation ? creation.Target : callback)
        {
            case IMethodReferenceOperation { Method: { IsAsync: true, ReturnsVoid: true } method } when Body(method) is { } body && !IsGuarded(body) && Awaits(body):
                return "is async void";
            case IAnonymousFunctionOperation { Symbol.IsAsync: true } lambda when asyncLambdas && !IsGuarded(lambda.Syntax) && Awaits(lambda.Syntax):
                return "is not waited for";
            case IAnonymousFunctionOperation { Symbol.IsAsync: false } lambda when !IsGuarded(lambda.Syntax) && Wait(lambda, knowledge) is { } wait:
                return $"waits by {wait}";
            default:
                return null;
        }
    }

    private static bool Awaits(SyntaxNode body) => body.DescendantNodes().Any(static node => node is AwaitExpressionSyntax);

    private static string? Wait(IAnonymousFunctionOperation lambda, ConcurrencyKnowledge knowledge)
    {
        foreach (var operation in lambda.Body.OwnDescendants())
        {
            if (knowledge.Blocking.Find(operation) is { } task)
            {
                return task.Culprit;
            }
        }

        return null;
    }

    private static SyntaxNode? Body(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length == 1 ? method.DeclaringSyntaxReferences[0].GetSyntax() : null;

    private static bool IsGuarded(SyntaxNode body)
    {
        // The wait for the task is what takes long; the words are looked for in all the rest.
        var text = body.ToString().Replace(".Wait()", "").Replace("Task.WaitAll(", "");
        return Array.Exists(s_guards, guard => text.IndexOf(guard, StringComparison.Ordinal) >= 0);
    }
}
