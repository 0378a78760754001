using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Processes;

/// <summary>
/// Looks at the descendants of a process that waits for one of them: which stand in a read or write of a pipe, and who
/// holds the other end. All from /proc, without stopping anybody; twice, because only who does not move is stuck.
/// </summary>
internal sealed class ProcessFamily(ProcFiles files, Architecture architecture, TimeSpan betweenLooks)
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>Adds the family to a snapshot in which somebody waits for a child; returns others as they are.</summary>
    public static ProcessSnapshot AddTo(ProcessSnapshot snapshot) => IsWaitedFor(snapshot)
        ? new ProcessFamily(new ProcFiles("/proc"), RuntimeInformation.OSArchitecture, s_betweenLooks).Read(snapshot)
        : snapshot with { Children = [] };

    public ProcessSnapshot Read(ProcessSnapshot snapshot)
    {
        var target = snapshot.Target.ProcessId;
        var parents = files.Parents();
        var descendants = Descendants(parents, target);
        var looks = descendants.Append(target).ToDictionary(id => id, Look);
        if (looks.Values.Any(look => look.Calls.Count > 0))
        {
            Thread.Sleep(betweenLooks);
        }

        var ends = new Lazy<ILookup<(ulong, bool), int>>(() => descendants.Append(target)
            .SelectMany(id => files.PipeEnds(id).Distinct().Select(end => (end, id)))
            .ToLookup(pair => pair.end, pair => pair.id));
        return snapshot with
        {
            Children = [.. descendants.Select(id => Known(snapshot, id) with
            {
                Parent = parents[id],
                Name = files.NameOf(id),
                StandardPipes = [files.PipeAt(id, 0), files.PipeAt(id, 1), files.PipeAt(id, 2)],
                Waits = Waits(id, looks[id], ends),
                UnknownBecause = looks[id].UnknownBecause,
            })],
            PipeWaits = Waits(target, looks[target], ends),
        };
    }

    private static bool IsWaitedFor(ProcessSnapshot snapshot) =>
        snapshot.Threads.Any(thread => thread.Wait?.Kind == WaitKind.ChildProcess || thread.Frames.Any(frame => frame.Namespace == "System.IO.Pipes"))
        || snapshot.Tasks.Shapes.Any(shape => shape.Name == ProcessLayout.WaitAsyncShape);

    private static ChildProcess Known(ProcessSnapshot snapshot, int id) =>
        snapshot.Children.FirstOrDefault(child => child.Id == id) ?? new ChildProcess { Id = id, Parent = 0 };

    private static List<int> Descendants(Dictionary<int, int> parents, int target)
    {
        var children = parents.ToLookup(pair => pair.Value, pair => pair.Key);
        var found = new List<int>();
        var open = new Queue<int>(children[target]);
        var seen = new HashSet<int> { target };
        while (open.TryDequeue(out var id))
        {
            if (seen.Add(id))
            {
                found.Add(id);
                foreach (var child in children[id])
                {
                    open.Enqueue(child);
                }
            }
        }

        return found;
    }

    private OneLook Look(int processId)
    {
        var calls = new List<(int Thread, SystemCall Call, string? Switches)>();
        try
        {
            foreach (var thread in files.Threads(processId))
            {
                if (files.CallOf(processId, thread) is { } call && Direction(call.Number) is not null && files.PipeAt(processId, (int)call.Argument) != 0)
                {
                    calls.Add((thread, call, files.SwitchesOf(processId, thread)));
                }
            }

            return new OneLook(calls, null);
        }
        catch (UnauthorizedAccessException)
        {
            return new OneLook([], $"what process {processId} does may only be seen by its user with the right to trace it, or by root");
        }
    }

    private ImmutableArray<PipeWait> Waits(int processId, OneLook first, Lazy<ILookup<(ulong, bool), int>> ends)
    {
        var waits = ImmutableArray.CreateBuilder<PipeWait>();
        foreach (var (thread, call, switches) in first.Calls)
        {
            var pipe = files.PipeAt(processId, (int)call.Argument);
            var writes = Direction(call.Number)!.Value;
            waits.Add(new PipeWait((uint)thread, (int)call.Argument, pipe, writes)
            {
                OtherEnds = [.. ends.Value[(pipe, !writes)].Order()],
                IsStill = IsUnchanged(processId, thread, call, switches),
            });
        }

        return waits.ToImmutable();
    }

    private bool IsUnchanged(int processId, int thread, SystemCall call, string? switches)
    {
        try
        {
            return files.CallOf(processId, thread)?.Text == call.Text && switches is not null && files.SwitchesOf(processId, thread) == switches;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>True for a write, false for a read, null for any other call: the numbers of the kernel's tables.</summary>
    private bool? Direction(int number) => (architecture, number) switch
    {
        (Architecture.X64, 1 or 20) or (Architecture.Arm64, 64 or 66) => true,
        (Architecture.X64, 0 or 19) or (Architecture.Arm64, 63 or 65) => false,
        _ => null,
    };

    private sealed record OneLook(List<(int Thread, SystemCall Call, string? Switches)> Calls, string? UnknownBecause);
}
