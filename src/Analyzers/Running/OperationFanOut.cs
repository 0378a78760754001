using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Running;

/// <summary>The actions of all rules of a group for operations, by their kind.</summary>
internal sealed class OperationFanOut
{
    private readonly Dictionary<OperationKind, KindFanOut> _byKind = [];

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

    /// <summary>Registers one action a kind.</summary>
    public void Register(Action<Action<OperationAnalysisContext>, ImmutableArray<OperationKind>> register)
    {
        foreach (var actions in _byKind)
        {
            actions.Value.Complete();
            register(actions.Value.Run, ImmutableArray.Create(actions.Key));
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

        public void Run(OperationAnalysisContext context)
        {
            var actions = _byMember.Count > 0 && NameOf(context.Operation) is { } name && _byMember.TryGetValue(name, out var named) ? named : _always;
            if (!actions.IsEmpty)
            {
                SeenOperation.Show(context, actions);
            }
        }

        private static string? NameOf(IOperation operation) => operation switch
        {
            IInvocationOperation call => call.TargetMethod.Name,
            IPropertyReferenceOperation reference => reference.Property.Name,
            _ => null,
        };
    }
}
