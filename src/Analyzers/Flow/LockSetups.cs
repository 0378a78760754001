using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>How the locks in the fields of a type were made, where the type makes them itself.</summary>
internal sealed class LockSetups
{
    private readonly Dictionary<ISymbol, List<IObjectCreationOperation>> _byField = new(SymbolEqualityComparer.Default);

    public LockSetups(IEnumerable<FunctionSummary> functions)
    {
        foreach (var (field, creation) in functions.SelectMany(static function => function.Creations))
        {
            if (!_byField.TryGetValue(field, out var creations))
            {
                _byField[field] = creations = [];
            }

            creations.Add(creation);
        }
    }

    /// <summary>
    /// How many may hold a semaphore at once: its initial count, when every object that its field gets has the same one; null when
    /// that is not known.
    /// </summary>
    public int? CapacityOf(LockIdentity identity)
    {
        int? capacity = null;
        foreach (var creation in CreationsOf(identity))
        {
            if (Argument(creation, "initialCount") is not { ConstantValue: { HasValue: true, Value: int count } } || (capacity ?? count) != count)
            {
                return null;
            }

            capacity = count;
        }

        return capacity;
    }

    /// <summary>Whether a ReaderWriterLockSlim lets its holder in again; null when that is not known.</summary>
    public bool? SupportsRecursion(LockIdentity identity)
    {
        bool? supports = null;
        foreach (var creation in CreationsOf(identity))
        {
            var policy = Argument(creation, "recursionPolicy");
            if (policy is not null && policy.ConstantValue is not { HasValue: true, Value: int })
            {
                return null;
            }

            var recursive = policy?.ConstantValue.Value is 1;
            if ((supports ?? recursive) != recursive)
            {
                return null;
            }

            supports = recursive;
        }

        return supports;
    }

    private List<IObjectCreationOperation> CreationsOf(LockIdentity identity) =>
        identity.Path.Length > 0 && _byField.TryGetValue(identity.Path[identity.Path.Length - 1], out var creations) ? creations : [];

    private static IOperation? Argument(IObjectCreationOperation creation, string parameter)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter?.Name == parameter)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
