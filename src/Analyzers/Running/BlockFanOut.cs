using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Running;

/// <summary>
/// The actions of all rules of a group for the blocks of code and for the operations in them. The compiler is asked for blocks
/// only: it takes the time of each call for an operation, which costs more than most rules do with it.
/// </summary>
internal sealed class BlockFanOut
{
    private readonly Dictionary<OperationKind, KindFanOut> _byKind = [];
    private readonly FanOut<OperationBlockAnalysisContext> _blocks = new();
    private KindFanOut?[] _kinds = [];

    /// <param name="members">The members that the action is about; null for any.</param>
    public void Add(Action<SeenOperation> action, OperationKind[] kinds, IReadOnlyCollection<string>? members = null)
    {
        foreach (var kind in kinds)
        {
            if (!_byKind.TryGetValue(kind, out var actions))
            {
                _byKind[kind] = actions = new();
            }

            actions.Add(action, kind is OperationKind.Invocation or OperationKind.PropertyReference ? members : null);
        }
    }

    /// <summary>Adds an action for whole blocks; what several rules share once.</summary>
    public void Add(Action<OperationBlockAnalysisContext> action) => _blocks.AddOnce(action);

    /// <summary>Registers one action for all of them.</summary>
    public void Register(Action<Action<OperationBlockAnalysisContext>> register)
    {
        if (_byKind.Count > 0)
        {
            _kinds = new KindFanOut?[_byKind.Keys.Max(static kind => (int)kind) + 1];
            foreach (var actions in _byKind)
            {
                actions.Value.Complete();
                _kinds[(int)actions.Key] = actions.Value;
            }

            register(Run);
        }
        else if (!_blocks.IsEmpty)
        {
            register(_blocks.Run);
        }
    }

    private void Run(OperationBlockAnalysisContext context)
    {
        ExceptionDispatchInfo? first = null;
        var seen = SeenOperation.Borrow(context);
        try
        {
            foreach (var block in context.OperationBlocks)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                Run(seen, block, ref first);
            }
        }
        finally
        {
            seen.GiveBack();
        }

        _blocks.Run(context);
        first?.Throw();
    }

    // A rule that throws stops neither the other rules nor what they are shown later.
    private void Run(SeenOperation seen, IOperation block, ref ExceptionDispatchInfo? first)
    {
        foreach (var operation in BlockOperations.Of(block))
        {
            if ((int)operation.Kind < _kinds.Length && _kinds[(int)operation.Kind]?.For(operation) is { IsEmpty: false } actions)
            {
                seen.Show(operation, block);
                try
                {
                    actions.Run(seen);
                }
                catch (Exception thrown) when (thrown is not OperationCanceledException)
                {
                    first ??= ExceptionDispatchInfo.Capture(thrown);
                }
            }
        }
    }

    /// <summary>
    /// The actions for one kind. Most rules about calls know the names that they are about, and most calls of a program have none
    /// of these: one look at the name spares the question to each.
    /// </summary>
    private sealed class KindFanOut
    {
        private readonly FanOut<SeenOperation> _always = new();
        private readonly Dictionary<string, FanOut<SeenOperation>> _byMember = new(StringComparer.Ordinal);

        public void Add(Action<SeenOperation> action, IReadOnlyCollection<string>? members)
        {
            if (members is null)
            {
                _always.Add(action);
            }

            foreach (var member in members ?? [])
            {
                if (!_byMember.TryGetValue(member, out var actions))
                {
                    _byMember[member] = actions = new();
                }

                actions.Add(action);
            }
        }

        /// <summary>No more are added: what is asked always is asked for the named members, too.</summary>
        public void Complete()
        {
            foreach (var actions in _byMember.Values)
            {
                actions.AddRange(_always);
            }
        }

        public FanOut<SeenOperation> For(IOperation operation) =>
            _byMember.Count > 0 && NameOf(operation) is { } name && _byMember.TryGetValue(name, out var named) ? named : _always;

        private static string? NameOf(IOperation operation) => operation switch
        {
            IInvocationOperation call => call.TargetMethod.Name,
            IPropertyReferenceOperation reference => reference.Property.Name,
            _ => null,
        };
    }
}
