using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Running;

/// <summary>The actions of all rules of a group for one kind of event.</summary>
internal sealed class FanOut<TContext>
    where TContext : struct
{
    private readonly List<Action<TContext>> _actions = [];

    public bool IsEmpty => _actions.Count == 0;

    public void Add(Action<TContext> action) => _actions.Add(action);

    /// <summary>Runs all of them. A rule that throws does not stop the others; the compiler hears of the first that did.</summary>
    public void Run(TContext context)
    {
        ExceptionDispatchInfo? first = null;
        var next = 0;
        while (next < _actions.Count)
        {
            // One try for all, as nearly none throws and this runs for every operation of a program.
            try
            {
                while (next < _actions.Count)
                {
                    _actions[next++](context);
                }
            }
            catch (Exception thrown) when (thrown is not OperationCanceledException)
            {
                first ??= ExceptionDispatchInfo.Capture(thrown);
            }
        }

        first?.Throw();
    }
}

/// <summary>The actions of all rules of a group for operations, by their kind.</summary>
internal sealed class OperationFanOut
{
    private readonly Dictionary<OperationKind, FanOut<OperationAnalysisContext>> _byKind = [];

    public void Add(Action<OperationAnalysisContext> action, OperationKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            if (!_byKind.TryGetValue(kind, out var actions))
            {
                _byKind[kind] = actions = new();
            }

            actions.Add(action);
        }
    }

    /// <summary>Registers one action a kind.</summary>
    public void Register(Action<Action<OperationAnalysisContext>, ImmutableArray<OperationKind>> register)
    {
        foreach (var actions in _byKind)
        {
            register(actions.Value.Run, ImmutableArray.Create(actions.Key));
        }
    }
}
