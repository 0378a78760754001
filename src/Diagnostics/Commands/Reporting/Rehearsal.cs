using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Commands.Reporting;

/// <summary>
/// Goes through a report of an invented process while the worker looks at the real one. All the code that the answer will need is
/// compiled then, on a processor that has nothing else to do; most of what a small look takes is just that.
/// </summary>
internal static class Rehearsal
{
    private static bool s_hasBegun;

    /// <summary>Begins on another thread, where there is another processor; once, whatever the number of looks. Nobody waits for it.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1 && !Interlocked.Exchange(ref s_hasBegun, true))
        {
            _ = Task.Run(Play);
        }
    }

    /// <summary>The whole way of an answer: from the worker, through the rules, to a text that goes nowhere.</summary>
    internal static Report Play()
    {
        using var pipe = new MemoryStream();
        WorkerMessages.Write(pipe, new WorkerAnswer { Snapshot = Hung() });
        pipe.Position = 0;
        var snapshot = WorkerMessages.ReadAnswer(pipe)!.Snapshot!;
        TaskChains.MergeAhead(snapshot.Tasks);
        var report = RuntimeRules.Check(snapshot);
        TextReport.Write(Consoles.ForFile(StreamWriter.Null), report, new TextOptions(Verbose: false));
        return report;
    }

    /// <summary>Two threads that wait for each other's lock, and an async method that awaits another.</summary>
    private static ProcessSnapshot Hung() => new()
    {
        Target = new TargetInfo { ProcessId = 1, Name = "rehearsal", RuntimeVersion = "10.0.0" },
        Capture = new CaptureInfo { Source = CaptureSource.Freeze, At = DateTimeOffset.UnixEpoch, Pause = TimeSpan.FromMilliseconds(1) },
        Threads = [ThreadOf(1, holds: 0, waitsFor: 1), ThreadOf(2, holds: 1, waitsFor: 0)],
        Waitables = [LockOf(0, owner: 1), LockOf(1, owner: 2)],
        Tasks = new TaskTable
        {
            Addresses = [0x2000, 0x2100],
            ShapeOf = [0, 1],
            StateOf = [0, -1],
            AwaitsOf = [1, -1],
            StatusOf = [TaskStatusFlags.Pending, TaskStatusFlags.Pending],
            Shapes = [new TaskShape("Outer", TaskKind.AsyncMethod) { AwaitLines = [Line(3)] }, new TaskShape("Inner", TaskKind.Promise)],
        },
        Pool = new PoolInfo { Workers = 2, Idle = 1, Minimum = 2, Maximum = 9, Queued = 0 },
    };

    private static ThreadInfo ThreadOf(int id, int holds, int waitsFor) => new()
    {
        Id = id,
        OsId = (uint)id,
        Kind = ThreadKind.Pool,
        Activity = ThreadActivity.Waiting,
        Wait = new Wait { Kind = WaitKind.Monitor, Frame = 0, Waitable = waitsFor },
        Holds = [new HeldLock(holds, 1) { TakenAt = Line(2) }],
        Frames = [new Frame("Monitor.Enter") { IsFramework = true }, new Frame($"Rehearsal.Play{id}") { Line = Line(1) }],
    };

    private static Waitable LockOf(int number, int owner) =>
        new() { Kind = WaitableKind.Monitor, Address = 0x1000u + (ulong)number, TypeName = "object", Field = $"Rehearsal._gate{number}", Owner = owner };

    private static SourceLine Line(int number) => new("Rehearsal.cs", number);
}
