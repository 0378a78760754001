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
    private readonly StarterSteps _steps;
    private readonly List<IOperation> _waits = [];

    public StartedHandles(IOperation at, IOperation starter, IOperation code)
    {
        _steps = StarterSteps.Of(starter);
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

    private void Spread()
    {
        for (var (before, round) = (-1, 0); before != _handles.Count && round < 4 && _handles.Count > 0; round++)
        {
            before = _handles.Count;
            foreach (var step in _steps.Spreads)
            {
                if (step.Mentions(_handles))
                {
                    _handles.UnionWith(step.Targets);
                }
            }
        }
    }

    private void Collect(IOperation at, IOperation code)
    {
        foreach (var wait in _steps.AllWaits)
        {
            if (!wait.Operation.Syntax.Span.Contains(at.Syntax.Span) && !Surroundings.Contains(code, wait.Operation) && wait.Mentions(_handles))
            {
                _waits.Add(wait.Whole);
            }
        }
    }

    // The call of a thread's Start, when the thread was made before.
    private IOperation? FindStart(IOperation at)
    {
        foreach (var start in _steps.Starts)
        {
            if (Surroundings.Contains(start.Mentioning[0], at) || (start.Operation.Syntax.SpanStart > at.Syntax.SpanStart && start.Mentions(_handles)))
            {
                return start.Operation;
            }
        }

        return null;
    }
}
