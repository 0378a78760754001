using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The operations of one function that take or release a lock. They are found once: most functions have none, and are then
/// neither followed along their paths nor asked again at each operation.
/// </summary>
internal sealed class LockEffects
{
    private readonly ConcurrencyKnowledge _knowledge;
    private readonly LockResolver _locks;
    private readonly Dictionary<IOperation, LockEffect> _effects = [];

    public LockEffects(ControlFlowGraph graph, ConcurrencyKnowledge knowledge, LockResolver locks)
    {
        _knowledge = knowledge;
        _locks = locks;
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                Collect(operation);
            }

            if (block.BranchValue is { } value)
            {
                Collect(value);
            }
        }
    }

    public bool Any => _effects.Count > 0;

    /// <summary>The lock that an operation takes or releases at the moment it is done; null when it does not.</summary>
    public LockEffect? Of(IOperation operation) => _effects.TryGetValue(operation, out var effect) ? effect : null;

    private void Collect(IOperation operation)
    {
        if (operation is INameOfOperation)
        {
            return;
        }

        foreach (var child in operation.ChildOperations)
        {
            Collect(child);
        }

        if (Find(operation) is { } effect)
        {
            _effects.Add(operation, effect);
        }
    }

    private LockEffect? Find(IOperation operation)
    {
        var found = operation switch
        {
            IInvocationOperation { TargetMethod.Name: "GetResult" or "Wait" } or IPropertyReferenceOperation { Property.Name: "Result" }
                when _knowledge.Blocking.Find(operation) is { Task: { } task } => Awaited(task),
            IInvocationOperation call => _knowledge.Locks.Find(call) is { IsAsync: false } direct ? direct : null,
            IAwaitOperation { Operation: var awaited } => Awaited(awaited),
            _ => null,
        };
        if (found is null)
        {
            return operation is IInvocationOperation declared ? DeclaredGuards.EffectOf(declared, _locks, _knowledge.Locks) : null;
        }

        return _locks.Identify(found) is { } identity
            ? new LockEffect(found.Action, new(identity, found.Mode, found.Kind), operation, found)
            : null;
    }

    private LockOperation? Awaited(IOperation task) =>
        _locks.ValueOf(_knowledge.Blocking.Source(task)) is { } value ? _knowledge.Locks.FindAwaited(value, _knowledge.Blocking) : null;
}
