using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Numbers the objects that are waited for or held, and finds their owners where the runtime stores them.</summary>
internal sealed class WaitableRegistry
{
    private readonly Dictionary<ulong, int> _indexes = [];
    private readonly List<Waitable> _waitables = [];
    private readonly Dictionary<ulong, SyncBlock> _syncBlocks;
    private readonly Dictionary<ulong, int> _threadByAddress;
    private readonly Dictionary<uint, int> _threadByOsId;

    public WaitableRegistry(ClrRuntime runtime, IReadOnlyCollection<ClrThread> threads)
    {
        _threadByAddress = threads.ToDictionary(thread => thread.Address, thread => thread.ManagedThreadId);
        _threadByOsId = threads.ToDictionary(thread => thread.OSThreadId, thread => thread.ManagedThreadId);
        _syncBlocks = runtime.Heap.EnumerateSyncBlocks()
            .Where(block => block.Object != 0)
            .GroupBy(block => block.Object)
            .ToDictionary(group => group.Key, group => group.First());
    }

    public IReadOnlyList<Waitable> All => _waitables;

    /// <summary>Registers every monitor that is held and known to the runtime's table, waited for or not.</summary>
    public void AddHeldMonitors(ClrHeap heap)
    {
        foreach (var block in _syncBlocks.Values)
        {
            if (block.IsMonitorHeld && heap.GetObject(block.Object) is { Type: not null } held)
            {
                Add(held, WaitableKind.Monitor);
            }
        }
    }

    /// <summary>The index of an object.</summary>
    public int Add(ClrObject target, WaitableKind kind)
    {
        if (!_indexes.TryGetValue(target.Address, out var index))
        {
            index = _waitables.Count;
            _indexes.Add(target.Address, index);
            var (owner, unknown, hasEnded) = OwnerOf(target, kind);
            _waitables.Add(new Waitable
            {
                Kind = kind,
                Address = target.Address,
                TypeName = CSharpTypeName.Short(target.Type?.Name ?? "?"),
                Owner = owner,
                OwnerUnknownBecause = unknown,
                OwnerHasEnded = hasEnded,
            });
        }

        return index;
    }

    /// <summary>The index of an object that was added; null when it was not.</summary>
    public int? Find(ulong address) => _indexes.TryGetValue(address, out var index) ? index : null;

    /// <summary>Adds what was found out of an object later.</summary>
    public void Update(int index, Func<Waitable, Waitable> change) => _waitables[index] = change(_waitables[index]);

    public ImmutableArray<Waitable> Build(FieldNames fields) =>
        [.. _waitables.Select(waitable => waitable with { Field = fields.Find(waitable.Address) })];

    /// <summary>Whether a monitor is held, whoever holds it.</summary>
    public bool IsHeldMonitor(ulong address) => _syncBlocks.TryGetValue(address, out var block) && block.IsMonitorHeld;

    /// <summary>Whether an object was ever locked with contention. One that nobody holds at the moment is about to be taken by who waits for it.</summary>
    public bool IsMonitor(ulong address) => _syncBlocks.ContainsKey(address);

    private LockOwner OwnerOf(ClrObject target, WaitableKind kind) => kind switch
    {
        WaitableKind.Monitor => OwnerOfMonitor(target),
        WaitableKind.Lock => OwnerOfLock(target),
        WaitableKind.SemaphoreSlim => new LockOwner(null, "a SemaphoreSlim does not store who holds it"),
        WaitableKind.ReaderWriterLock => new LockOwner(null, "the holders of this lock are not read yet"),
        _ => new LockOwner(null, "nobody owns such an object"),
    };

    private LockOwner OwnerOfMonitor(ClrObject target)
    {
        var address = _syncBlocks.TryGetValue(target.Address, out var block)
            ? block.IsMonitorHeld ? block.HoldingThreadAddress : 0
            : target.GetThinLock()?.Thread?.Address ?? 0;
        return address == 0 ? LockOwner.Nobody
            : _threadByAddress.TryGetValue(address, out var owner) ? new LockOwner(owner)
            : LockOwner.Ended;
    }

    private LockOwner OwnerOfLock(ClrObject target) => LockLayout.ReadOwner(target) switch
    {
        null => new LockOwner(null, $"this runtime's {LockLayout.LockType} has no field {LockLayout.OwnerField}"),
        0 => LockOwner.Nobody,
        { } id => _threadByOsId.TryGetValue(id, out var owner) ? new LockOwner(owner) : LockOwner.Ended,
    };

    private readonly record struct LockOwner(int? Id, string? UnknownBecause = null, bool HasEnded = false)
    {
        public static LockOwner Nobody => default;

        public static LockOwner Ended => new(null, HasEnded: true);
    }
}
