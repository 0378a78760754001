using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>A lock that is still held when its function ends, though the function releases it on some other way.</summary>
/// <param name="At">Where it was taken.</param>
/// <param name="OnReturn">Also when the function returns; else only when an exception leaves it.</param>
internal sealed record LockLeak(HeldLock Held, SyntaxNode At, bool OnReturn);

/// <summary>Finds locks that a function keeps by mistake.</summary>
internal sealed class LockLeaks(TypeSummary type)
{
    private readonly HandOvers _handOvers = new(type);

    public IEnumerable<LockLeak> Of(FunctionSummary function)
    {
        if (function.Holds is not { } holds || GuardAttributes.Has(function.Function, DeclaredGuards.AcquiresLock))
        {
            yield break;
        }

        var reported = new HashSet<SyntaxNode>();
        foreach (var (end, onReturn) in new[] { (holds.AtExit, true), (holds.AtEscape, false) })
        {
            foreach (var held in end?.Held ?? LockState.Empty.Held)
            {
                if (Site(held, function) is { } at && IsMistake(held, function, at) && reported.Add(at))
                {
                    yield return new(held, at, onReturn);
                }
            }
        }
    }

    // Where a scope or a statement gives the lock back, that is looked after already.
    private static SyntaxNode? Site(HeldLock held, FunctionSummary function)
    {
        if (held.Hold.Kind == LockKind.Wrapper || function.Holds!.Start.Held.Any(inherited => inherited.Sites.Any(held.IsTakenAt)))
        {
            return null;
        }

        var step = function.Steps.Find(step => step.Effect.Acquires && held.IsTakenAt(step.Effect.At));
        return step is { Effect.Operation: { GivesScope: false, Call.IsImplicit: false } } ? step.At : null;
    }

    private bool IsMistake(HeldLock held, FunctionSummary function, SyntaxNode at)
    {
        var releases = function.Steps.FindAll(step => !step.Effect.Acquires && step.Effect.Lock.Equals(held.Lock));
        return releases.Count > 0
            && !_handOvers.Has(held.Lock)
            && !HandsOut(function)
            && !function.Calls.Exists(call => type.Find(call.Target) is { } target && target != function && MayRelease(target, held.Lock))
            && !(IsConditional(at, releases[0].At) && releases.TrueForAll(release => IsConditional(release.At, at)))
            && !(held.Hold.Kind == LockKind.Mutex && function.Function.Name is "Main" or "<Main>$"); // the end of the process gives it back
    }

    // Who gets the result gives the lock back.
    private static bool HandsOut(FunctionSummary function) =>
        function.Function is IMethodSymbol { ReturnType: INamedTypeSymbol result } && (IsDisposable(result) || result.TypeArguments.Any(IsDisposable));

    private static bool IsDisposable(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Delegate
        || (type.Name is not "Task" && (IsDisposableItself(type) || type.AllInterfaces.Any(IsDisposableItself)));

    private static bool IsDisposableItself(ITypeSymbol type) =>
        type is { Name: "IDisposable" or "IAsyncDisposable", ContainingNamespace.Name: "System" };

    private static bool MayRelease(FunctionSummary function, LockIdentity identity) =>
        function.Steps.Exists(step => !step.Effect.Acquires && step.Effect.Lock.Equals(identity))
        && !function.Steps.Exists(step => step.Effect.Acquires && step.Effect.Lock.Equals(identity));

    // Taken under one condition and released under another: whether the two agree is not for us to say.
    private static bool IsConditional(SyntaxNode node, SyntaxNode other)
    {
        foreach (var ancestor in node.Ancestors())
        {
            if (ancestor.Span.Contains(other.Span) || ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            {
                return ancestor is IfStatementSyntax choice && !choice.Condition.Span.Contains(node.Span) && !choice.Condition.Span.Contains(other.Span)
                    && (choice.Statement.Span.Contains(node.Span) != choice.Statement.Span.Contains(other.Span));
            }

            if ((ancestor is IfStatementSyntax test && !test.Condition.Span.Contains(node.Span))
                || ancestor is SwitchSectionSyntax or ConditionalExpressionSyntax or ConditionalAccessExpressionSyntax
                || ancestor.IsKind(SyntaxKind.CoalesceExpression))
            {
                return true;
            }
        }

        return false;
    }
}
