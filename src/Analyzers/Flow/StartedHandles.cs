using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Follows what a start gives back (a task, a thread) to the variables and collections that keep it, and to the waits for them.
/// Whatever might be a wait for it counts as one: then nothing is concurrent with what follows.
/// </summary>
internal sealed class StartedHandles
{
    private readonly HashSet<ISymbol> _handles = new(SymbolEqualityComparer.Default);
    private readonly IOperation _starter;
    private readonly List<IOperation> _waits = [];

    public StartedHandles(IOperation at, IOperation starter, IOperation code)
    {
        _starter = starter;
        Climb(at);
        foreach (var operation in code.Descendants())
        {
            if (Waits.SymbolOf(operation) is { } symbol && Waits.IsSignal(operation.Type))
            {
                _handles.Add(symbol);
            }
        }

        Spread();
        Collect(at, code);
        Start = at.Syntax.SpanStart;
        if (at.Parent?.Parent is IArgumentOperation { Parent: IObjectCreationOperation made } && made.Type?.Name is "Thread" or "Task")
        {
            StartCall = FindStart(at);
            Start = StartCall?.Syntax.SpanStart ?? Start;
        }

        End = DirectJoin ?? _waits.Where(wait => wait.Syntax.SpanStart > Start).Select(static wait => wait.Syntax.Span.End).DefaultIfEmpty(int.MaxValue).Min();
    }

    /// <summary>Where it is awaited within the expression that starts it.</summary>
    public int? DirectJoin { get; private set; }

    public int Start { get; }

    /// <summary>The call that starts a thread or a task that was made before; null when making it starts it.</summary>
    public IOperation? StartCall { get; }

    public int End { get; }

    /// <summary>Whether each round of a loop, or each call of a lambda, waits for what it has started.</summary>
    public bool AreJoinedWithin(IOperation repeater, IOperation at)
    {
        var span = repeater.Syntax.Span;
        return DirectJoin is { } join ? join <= span.End
            : _waits.Exists(wait => span.Contains(wait.Syntax.Span) && (wait.Syntax.SpanStart < at.Syntax.SpanStart || !IsConditional(wait, repeater, at)));
    }

    private static bool IsConditional(IOperation wait, IOperation repeater, IOperation at)
    {
        for (var current = wait.Parent; current is not null && current != repeater; current = current.Parent)
        {
            if (current is IConditionalOperation or ISwitchOperation && !current.Syntax.Span.Contains(at.Syntax.Span))
            {
                return true;
            }
        }

        return false;
    }

    private void Climb(IOperation at)
    {
        var waitsForAny = false;
        for (var (child, parent) = (at, at.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IAwaitOperation when !waitsForAny:
                case IInvocationOperation or IPropertyReferenceOperation when Waits.IsJoin(parent):
                    DirectJoin = parent.Syntax.Span.End;
                    return;
                case IInvocationOperation call:
                    waitsForAny |= call.TargetMethod.Name == "WhenAny";
                    Keep(call.Instance);
                    break;
                case ISimpleAssignmentOperation assignment:
                    Keep(assignment.Target);
                    break;
                case IVariableDeclaratorOperation declarator:
                    _handles.Add(declarator.Symbol);
                    return;
                case IReturnOperation when Enclosing.Function(parent) is IAnonymousFunctionOperation lambda && Waits.IsQuery(lambda):
                    parent = lambda;
                    break;
                case IEventAssignmentOperation { EventReference: IEventReferenceOperation { Instance: var source } }:
                    Keep(source); // process.WaitForExit()
                    return;
                case IReturnOperation or IExpressionStatementOperation or IBlockOperation:
                    return;
            }
        }
    }

    private void Keep(IOperation? place)
    {
        if (Waits.SymbolOf(place) is { } symbol)
        {
            _handles.Add(symbol);
        }
    }

    // var all = Task.WhenAll(tasks); foreach (var t in tasks); list.Add(task)
    private void Spread()
    {
        for (var (before, round) = (-1, 0); before != _handles.Count && round < 4 && _handles.Count > 0; round++)
        {
            before = _handles.Count;
            foreach (var operation in _starter.Descendants())
            {
                switch (operation)
                {
                    case IVariableDeclaratorOperation { Symbol: var local } declarator when !_handles.Contains(local) && Mentions(declarator):
                        _handles.Add(local);
                        break;
                    case ISimpleAssignmentOperation assignment when Waits.SymbolOf(assignment.Target) is { } target && Mentions(assignment.Value):
                        _handles.Add(target);
                        break;
                    case IForEachLoopOperation loop when Mentions(loop.Collection):
                        _handles.UnionWith(loop.Locals);
                        break;
                    case IInvocationOperation { TargetMethod: var method } call when CollectionMethods.IsAddition(method) && call.Arguments.Any(argument => Mentions(argument)):
                        Keep(call.Instance);
                        break;
                }
            }
        }
    }

    private void Collect(IOperation at, IOperation code)
    {
        foreach (var operation in _starter.Descendants())
        {
            var isWait = operation is IAwaitOperation
                ? !operation.Descendants().Any(static inner => inner is IInvocationOperation { TargetMethod.Name: "WhenAny" })
                : Waits.IsJoin(operation);
            if (isWait && !operation.Syntax.Span.Contains(at.Syntax.Span) && !Surroundings.Contains(code, operation) && Mentions(Whole(operation)))
            {
                _waits.Add(Whole(operation));
            }
        }
    }

    // The call of a thread's Start, when the thread was made before.
    private IOperation? FindStart(IOperation at)
    {
        foreach (var operation in _starter.Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Start" or "UnsafeStart", Instance: { } instance }
                && (Surroundings.Contains(instance, at) || (operation.Syntax.SpanStart > at.Syntax.SpanStart && Mentions(instance))))
            {
                return operation;
            }
        }

        return null;
    }

    private bool Mentions(IOperation operation) =>
        operation.DescendantsAndSelf().Any(inner => Waits.SymbolOf(inner) is { } symbol && _handles.Contains(symbol));

    // threads.ForEach(thread => thread.Join()): the statement that names the threads
    private IOperation Whole(IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent && parent != _starter
            && (parent is not (IBlockOperation or ILoopOperation or IConditionalOperation or ISwitchCaseOperation or ITryOperation or IUsingOperation or ILockOperation)
                || (parent is IBlockOperation { Parent: IAnonymousFunctionOperation lambda } && Waits.IsQuery(lambda))))
        {
            current = parent;
        }

        return current;
    }
}
