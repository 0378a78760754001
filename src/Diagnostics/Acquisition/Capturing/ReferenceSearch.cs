using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Looks from some objects along their references, a few steps far, for others that are wanted.</summary>
internal sealed class ReferenceSearch(ClrHeap heap, AddressSet wanted)
{
    private const int MaxDepth = 4;
    private const int MaxFromOnePlace = 400;
    private const int MaxReferences = 64;
    private const int MaxInAll = 60_000;

    private int _budget = MaxInAll;

    /// <summary>The wanted objects that are near, each with how many references lead to it.</summary>
    /// <param name="isForeign">Objects that are not looked into: who stands behind them is somebody else.</param>
    public Dictionary<ulong, int> From(ulong start, Func<ulong, bool>? isForeign = null)
    {
        var found = new Dictionary<ulong, int>();
        var seen = new HashSet<ulong> { start };
        var work = new Queue<(ulong Address, int Depth)>();
        work.Enqueue((start, 0));
        while (work.TryDequeue(out var at) && seen.Count < MaxFromOnePlace && --_budget > 0)
        {
            if (wanted.Contains(at.Address))
            {
                found.TryAdd(at.Address, at.Depth);
                continue;
            }

            if (at.Depth == MaxDepth || (at.Depth > 0 && isForeign?.Invoke(at.Address) == true) || heap.GetObject(at.Address) is not { Type.ContainsPointers: true } item || IsOfRuntime(item.Type!))
            {
                continue;
            }

            foreach (var reference in item.EnumerateReferenceAddresses().Take(MaxReferences))
            {
                if (reference != 0 && seen.Add(reference))
                {
                    work.Enqueue((reference, at.Depth + 1));
                }
            }
        }

        return found;
    }

    /// <summary>Objects from which everything can be reached: they say nothing of who knows what.</summary>
    private static bool IsOfRuntime(ClrType type) => type.Name is { } name
        && (name.StartsWith("System.Runtime", StringComparison.Ordinal) && !name.StartsWith("System.Runtime.CompilerServices", StringComparison.Ordinal)
            || name.StartsWith("System.Reflection", StringComparison.Ordinal)
            || name is "System.Threading.Thread" or "System.AppDomain" or "System.Globalization.CultureInfo" or "System.RuntimeType");
}
