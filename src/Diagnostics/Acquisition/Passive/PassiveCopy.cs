using System.Diagnostics;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Native;

namespace Unravel.Diagnostics.Acquisition.Passive;

/// <summary>A copy of a process that ran on meanwhile, and what moved in it.</summary>
/// <param name="Process">Registers of the threads that stood still, and the memory.</param>
/// <param name="Ran">Ids, outside the target's namespace, of the threads that did not.</param>
/// <param name="ChangedBytes">Memory that was different when it was read again, in whole pages.</param>
internal sealed record PassiveCopy(FrozenProcess Process, IReadOnlySet<int> Ran, ulong ChangedBytes) : IDisposable
{
    /// <summary>Nothing ran and nothing changed: as good as a freeze.</summary>
    public bool IsExact => Ran.Count == 0 && ChangedBytes == 0;

    /// <exception cref="CannotLookException">It may not be read, is too large, or has ended.</exception>
    public static PassiveCopy Make(int processId, FreezeOptions options)
    {
        using var map = new MemoryMap(processId);
        using var pages = new ResidentPages(processId);
        using var stackPointers = new NativeBuffer<ulong>(16);
        map.Read();
        var expected = pages.Count(map.Regions);
        if (expected > options.MaxCopyBytes)
        {
            throw new CannotLookException($"Process {processId} has {expected >> 20} MB of memory in use, more than the {options.MaxCopyBytes >> 20} MB that are copied at most.");
        }

        var memory = new MemoryCopy(processId, expected, Math.Min(options.MaxCopyBytes, (expected * 2) + (256UL << 20)));
        try
        {
            var before = StillThreads.Look(processId);
            map.Read();
            if (!memory.Fill(map.Regions, stackPointers.Items, pages, long.MaxValue))
            {
                throw new CannotLookException($"Process {processId} takes memory faster than it can be read; try again.");
            }

            if (memory.Length > 0 && memory.Missed == memory.Length)
            {
                throw new TraceRefusedException(processId, "its memory may not be read.");
            }

            // Whoever ran between the two looks may have moved anything at any time: it counts, whatever the pages say.
            var ran = before.RanUntil(StillThreads.Look(processId));
            var changed = memory.CountChanged();
            var process = new FrozenProcess(processId, before.RegistersOf(ran, ThreadNumbers.Of(processId)), memory, TimeSpan.Zero);
            return new PassiveCopy(process, ran, changed);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    public void Dispose() => Process.Dispose();
}
