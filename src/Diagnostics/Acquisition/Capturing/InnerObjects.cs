using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// In optimised code a thread that waits refers only to what lies inside the object that the program knows: to the safe
/// handle of a mutex, the event of a countdown. The heap walk finds the object around it.
/// </summary>
internal sealed class InnerObjects(ClrHeap heap)
{
    private readonly Dictionary<ulong, ulong> _ownerOf = [];
    private readonly Dictionary<ulong, WaitKind> _kinds = [];

    /// <summary>Notes what a thread waits for when the stack does not show whose it is.</summary>
    public ulong Note(CapturedStack stack)
    {
        if (stack.WaitKind is not { } kind || InnerType(kind) is not { } inner
            || stack.WaitObjects.FirstOrDefault(item => item.Type?.Name == inner) is not { IsNull: false, Type: not null } found)
        {
            return 0;
        }

        _ownerOf.TryAdd(found.Address, 0);
        _kinds[found.Address] = kind;
        return found.Address;
    }

    public void AddTo(AddressSet wanted)
    {
        foreach (var inner in _ownerOf.Keys)
        {
            wanted.Add(inner);
        }
    }

    public void VisitReference(ulong value, ulong owner, ClrType ownerType)
    {
        if (_ownerOf.TryGetValue(value, out var known) && known == 0 && IsOwner(_kinds[value], ownerType))
        {
            _ownerOf[value] = owner;
        }
    }

    /// <summary>The index of the object around it; null when none was found.</summary>
    public int? Resolve(ulong inner, WaitableRegistry waitables) =>
        inner != 0 && _ownerOf.GetValueOrDefault(inner) is not 0 and var owner && heap.GetObject(owner) is { Type: not null } found
            ? waitables.Add(found, KindOf(found.Type.Name, _kinds[inner]))
            : null;

    private static string? InnerType(WaitKind kind) => kind switch
    {
        WaitKind.WaitHandle => PrimitiveLayout.SafeHandleType,
        WaitKind.CountdownEvent or WaitKind.Barrier or WaitKind.ManualResetEventSlim => PrimitiveLayout.EventType,
        WaitKind.BlockingCollection => PrimitiveLayout.SemaphoreType,
        _ => null,
    };

    private static bool IsOwner(WaitKind kind, ClrType type) => kind switch
    {
        WaitKind.WaitHandle => TypeAncestry.IsOrDerivesFrom(type, PrimitiveLayout.HandleType),
        WaitKind.CountdownEvent or WaitKind.Barrier or WaitKind.ManualResetEventSlim => type.Name is PrimitiveLayout.CountdownType or PrimitiveLayout.BarrierType,
        _ => type.Name?.StartsWith(PrimitiveLayout.CollectionType, StringComparison.Ordinal) == true && !type.IsArray && !type.Name.Contains('+'),
    };

    /// <summary>The method that the program called may be inlined: then only the object says what it is.</summary>
    private static WaitableKind KindOf(string? type, WaitKind kind) => type switch
    {
        PrimitiveLayout.CountdownType => WaitableKind.CountdownEvent,
        PrimitiveLayout.BarrierType => WaitableKind.Barrier,
        _ => kind == WaitKind.BlockingCollection ? WaitableKind.BlockingCollection : WaitableKind.WaitHandle,
    };
}
