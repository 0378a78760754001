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
    private readonly Dictionary<ulong, List<ulong>> _aliases = [];
    private readonly Dictionary<ulong, SyncBlock> _syncBlocks;
    private readonly Dictionary<ulong, int> _threadByAddress;
    private readonly Dictionary<uint, int> _threadByOsId;
    private readonly ReaderWriterLocks _readerWriterLocks;
    private readonly Dictionary<int, ulong> _namedLike = [];

    public WaitableRegistry(ClrRuntime runtime, RuntimeFacts facts, IReadOnlyCollection<ClrThread> threads)
    {
        _readerWriterLocks = new ReaderWriterLocks(runtime, facts, threads);
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

    /// <summary>Another object by whose field this one may be named, when no field holds itself.</summary>
    public void AddAlias(ulong address, ulong alias)
    {
        if (!_aliases.TryGetValue(address, out var aliases))
        {
            _aliases.Add(address, aliases = []);
        }

        aliases.Add(alias);
    }

    /// <summary>All addresses from this index on whose fields may name a waitable.</summary>
    public IEnumerable<ulong> AddressesFrom(int index) =>
        _waitables.Skip(index).SelectMany(waitable => _aliases.GetValueOrDefault(waitable.Address, []).Prepend(waitable.Address));

    /// <summary>The index of an object.</summary>
    public int Add(ClrObject target, WaitableKind kind, string? detail = null)
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
                Detail = detail ?? PrimitiveDetails.Of(target, kind),
            });
            if (kind == WaitableKind.ReaderWriterLock)
            {
                AddReaders(index, target);
            }
        }

        return index;
    }

    /// <summary>The index of an object that was added; null when it was not.</summary>
    public int? Find(ulong address) => _indexes.TryGetValue(address, out var index) ? index : null;

    /// <summary>Adds what was found out of an object later.</summary>
    public void Update(int index, Func<Waitable, Waitable> change) => _waitables[index] = change(_waitables[index]);

    /// <summary>The index of a Lazy whose value is in the making, by the helper object that it locks meanwhile.</summary>
    public int AddLazy(ClrObject helper, ClrObject lazy)
    {
        var index = Add(helper, WaitableKind.Monitor);
        _namedLike[index] = lazy.Address;
        _waitables[index] = _waitables[index] with { Kind = WaitableKind.Lazy, TypeName = CSharpTypeName.Short(lazy.Type?.Name ?? LazyLayout.LazyType) };
        return index;
    }

    /// <summary>The index of a class whose static constructor runs on a thread.</summary>
    public int AddTypeInitializer(ClrType type, int thread)
    {
        if (!_indexes.TryGetValue(type.MethodTable, out var index))
        {
            index = _waitables.Count;
            _indexes.Add(type.MethodTable, index);
            var name = CSharpTypeName.Short(type.Name ?? "?");
            _waitables.Add(new Waitable { Kind = WaitableKind.TypeInitializer, Address = type.MethodTable, TypeName = name, Field = name, Owner = thread });
        }

        return index;
    }

    /// <summary>The index of a SpinLock, which lies inside an object.</summary>
    /// <param name="owner">Managed id, 0 for nobody; null when it is not kept.</param>
    public int AddSpinLock(ClrObject holder, ClrInstanceField field, int? owner)
    {
        var address = field.GetAddress(holder.Address);
        if (!_indexes.TryGetValue(address, out var index))
        {
            index = _waitables.Count;
            _indexes.Add(address, index);
            var isAlive = owner is { } id && _threadByOsId.ContainsValue(id);
            _waitables.Add(new Waitable
            {
                Kind = WaitableKind.SpinLock,
                Address = address,
                TypeName = "SpinLock",
                Field = CSharpMethodName.Short(holder.Type?.Name ?? "?", field.Name ?? "?"),
                Owner = isAlive ? owner : null,
                OwnerHasEnded = owner is not (null or 0) && !isAlive,
                OwnerUnknownBecause = owner is null ? "a SpinLock without owner tracking does not store who holds it" : null,
            });
        }

        return index;
    }

    /// <summary>A wait handle that belongs to a cancellation token: it is named by the field of the token's source.</summary>
    public void NameByToken(int index, ulong source)
    {
        _namedLike[index] = source;
        _waitables[index] = _waitables[index] with { TypeName = "CancellationToken" };
    }

    /// <summary>The address of the object whose field names a waitable.</summary>
    public ulong NamedBy(int index) => _namedLike.TryGetValue(index, out var other) ? other : _waitables[index].Address;

    public ImmutableArray<Waitable> Build(FieldNames fields) =>
        [.. _waitables.Select((waitable, index) => waitable with
        {
            Field = waitable.Field ?? (_aliases.TryGetValue(waitable.Address, out var aliases)
                ? aliases.Prepend(waitable.Address).Select(fields.FindOwn).FirstOrDefault(name => name is not null)
                : fields.Find(NamedBy(index))),
        })];

    /// <summary>Whether a monitor is held, whoever holds it.</summary>
    public bool IsHeldMonitor(ulong address) => _syncBlocks.TryGetValue(address, out var block) && block.IsMonitorHeld;

    /// <summary>Whether an object was ever locked with contention. One that nobody holds at the moment is about to be taken by who waits for it.</summary>
    public bool IsMonitor(ulong address) => _syncBlocks.ContainsKey(address);

    private LockOwner OwnerOf(ClrObject target, WaitableKind kind) => kind switch
    {
        WaitableKind.Monitor => OwnerOfMonitor(target),
        WaitableKind.Lock => OwnerOfLock(target),
        WaitableKind.SemaphoreSlim => new LockOwner(null, "a SemaphoreSlim does not store who holds it"),
        WaitableKind.ReaderWriterLock => LockOwner.Nobody,
        _ when TypeAncestry.IsOrDerivesFrom(target.Type, PrimitiveLayout.MutexType) => new LockOwner(null, "the owner of a Mutex is not stored in managed memory"),
        _ => new LockOwner(null, "nobody owns such an object"),
    };

    private void AddReaders(int index, ClrObject target)
    {
        var state = _readerWriterLocks.Read(target);
        _waitables[index] = _waitables[index] with
        {
            Owner = state.Writer,
            OwnerHasEnded = state.WriterHasEnded,
            OwnerUnknownBecause = state.UnknownBecause,
            Holders = state.Holders,
            ReadersEnded = state.ReadersEnded,
        };
    }

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
