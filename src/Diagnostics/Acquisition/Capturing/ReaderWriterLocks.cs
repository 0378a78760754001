using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Finds who holds a reader-writer lock, and how.</summary>
internal sealed class ReaderWriterLocks(ClrRuntime runtime, RuntimeFacts facts, IReadOnlyCollection<ClrThread> threads)
{
    /// <summary>A thread that reads more locks than this at a time has a corrupt list.</summary>
    private const int MaxEntries = 1000;

    private readonly HashSet<int> _alive = [.. threads.Select(thread => thread.ManagedThreadId)];
    private Dictionary<long, List<int>>? _readersOfSlim;
    private Dictionary<long, List<int>>? _readersOfOld;

    public ReaderWriterState Read(ClrObject target) => target.Type?.Name == ReaderWriterLayout.OldType ? ReadOld(target) : ReadSlim(target);

    private ReaderWriterState ReadSlim(ClrObject target)
    {
        if (!target.TryReadField<int>(ReaderWriterLayout.SlimWriterField, out var writer)
            || !target.TryReadField<int>(ReaderWriterLayout.SlimUpgraderField, out var upgrader)
            || !target.TryReadField<uint>(ReaderWriterLayout.SlimOwnersField, out var owners)
            || !target.TryReadField<long>(ReaderWriterLayout.SlimIdField, out var id))
        {
            return ReaderWriterState.Unknown(ReaderWriterLayout.SlimType);
        }

        var upgradeable = upgrader is ReaderWriterLayout.Nobody || upgrader == writer ? (int?)null : upgrader;
        var counted = (owners & ReaderWriterLayout.SlimWriterBit) != 0 ? 0 : (int)(owners & ReaderWriterLayout.SlimReadersMask);
        var readers = ReadersOf(id, ref _readersOfSlim, ReaderWriterLayout.SlimType, ReaderWriterLayout.SlimThreadField,
            ReaderWriterLayout.SlimEntryIdField, ReaderWriterLayout.SlimEntryReadersField, ReaderWriterLayout.SlimEntryNextField);
        return State(writer, upgradeable, counted, readers);
    }

    private ReaderWriterState ReadOld(ClrObject target)
    {
        if (!target.TryReadField<int>(ReaderWriterLayout.OldWriterField, out var writer)
            || !target.TryReadField<int>(ReaderWriterLayout.OldStateField, out var state)
            || !target.TryReadField<long>(ReaderWriterLayout.OldIdField, out var id))
        {
            return ReaderWriterState.Unknown(ReaderWriterLayout.OldType);
        }

        var readers = ReadersOf(id, ref _readersOfOld, ReaderWriterLayout.OldEntryType, ReaderWriterLayout.OldThreadField,
            ReaderWriterLayout.OldEntryIdField, ReaderWriterLayout.OldEntryReadersField, ReaderWriterLayout.OldEntryNextField);
        return State(writer, null, state & ReaderWriterLayout.OldReadersMask, readers);
    }

    private ReaderWriterState State(int writer, int? upgrader, int counted, IReadOnlyList<int>? readers)
    {
        var holders = ImmutableArray.CreateBuilder<Holder>();
        if (upgrader is { } id && _alive.Contains(id))
        {
            holders.Add(new Holder(id, null, null) { Mode = LockMode.Upgradeable });
        }

        holders.AddRange((readers ?? []).Select(reader => new Holder(reader, null, null) { Mode = LockMode.Read }));
        var isWritten = writer != ReaderWriterLayout.Nobody;
        return new ReaderWriterState
        {
            Writer = isWritten && _alive.Contains(writer) ? writer : null,
            WriterHasEnded = (isWritten && !_alive.Contains(writer)) || (upgrader is { } gone && !_alive.Contains(gone)),
            Holders = holders.ToImmutable(),
            ReadersEnded = readers is null ? 0 : Math.Max(0, counted - (upgrader is null ? 0 : 1) - readers.Count),
            UnknownBecause = readers is null && counted > 0 ? "who reads it is kept per thread, which cannot be read on this runtime" : null,
        };
    }

    /// <summary>Managed ids of the threads that read the lock with this number; null when that cannot be read.</summary>
    private IReadOnlyList<int>? ReadersOf(
        long id, ref Dictionary<long, List<int>>? known, string type, string threadField, string idField, string countField, string nextField)
    {
        if (!ReaderWriterLayout.CanReadThreadStatics(facts))
        {
            return null;
        }

        known ??= ReadThreads(type, threadField, idField, countField, nextField);
        return known is null ? null : known.GetValueOrDefault(id, []);
    }

    private Dictionary<long, List<int>>? ReadThreads(string typeName, string threadField, string idField, string countField, string nextField)
    {
        var type = runtime.EnumerateModules().Select(module => module.GetTypeByName(typeName)).FirstOrDefault(found => found is not null);
        if (type?.ThreadStaticFields.FirstOrDefault(field => field.Name == threadField) is not { } head)
        {
            return null;
        }

        var readers = new Dictionary<long, List<int>>();
        foreach (var thread in threads)
        {
            var entry = head.IsInitialized(thread) ? head.ReadObject(thread) : default;
            for (var i = 0; !entry.IsNull && entry.Type is not null && i < MaxEntries; i++)
            {
                if (!entry.TryReadField<long>(idField, out var id) || ReadCount(entry, countField) is not { } count)
                {
                    return null;
                }

                if (count > 0)
                {
                    (readers.TryGetValue(id, out var list) ? list : readers[id] = []).Add(thread.ManagedThreadId);
                }

                entry = entry.TryReadObjectField(nextField, out var next) ? next : default;
            }
        }

        return readers;
    }

    private static int? ReadCount(ClrObject entry, string field) => entry.Type?.GetFieldByName(field) switch
    {
        { ElementType: ClrElementType.UInt16 } found => found.Read<ushort>(entry.Address, interior: false),
        { } found => found.Read<int>(entry.Address, interior: false),
        null => null,
    };
}

/// <summary>Who holds a reader-writer lock.</summary>
internal sealed record ReaderWriterState
{
    /// <summary>Managed id; null when nobody writes.</summary>
    public int? Writer { get; init; }

    /// <summary>True when the writer, or the one that might come to write, is no living thread.</summary>
    public bool WriterHasEnded { get; init; }

    /// <summary>All others.</summary>
    public ImmutableArray<Holder> Holders { get; init; } = [];

    /// <summary>How many read by the lock's own count and are no living threads.</summary>
    public int ReadersEnded { get; init; }

    public string? UnknownBecause { get; init; }

    public static ReaderWriterState Unknown(string type) => new() { UnknownBecause = $"this runtime's {type} has fields that are not known" };
}
