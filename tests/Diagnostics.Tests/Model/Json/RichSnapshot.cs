using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Model.Json;

/// <summary>A snapshot in which everything that a snapshot can hold is there.</summary>
internal static class RichSnapshot
{
    public static ProcessSnapshot Make()
    {
        var line = new SourceLine("/src/Bank.cs", 42);
        var frame = new Frame("Bank.Transfer") { Namespace = "Company", Module = "Bank.dll", Line = line };
        return new ProcessSnapshot
        {
            Target = new TargetInfo { ProcessId = 4321, Name = "Shop", RuntimeVersion = "10.0.12" },
            Capture = new CaptureInfo
            {
                Source = CaptureSource.Freeze,
                At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
                Pause = TimeSpan.FromMilliseconds(7.5),
                Attempts = 2,
                CopiedBytes = 3_500_000,
                HeapIsComplete = false,
                Limitations = ["the queue of the pool"],
            },
            Threads =
            [
                new ThreadInfo
                {
                    Id = 1,
                    OsId = 4321,
                    Name = "teller",
                    Kind = ThreadKind.Dedicated,
                    Activity = ThreadActivity.Waiting,
                    Wait = new Wait { Kind = WaitKind.ReaderWriterLock, Frame = 1, Waitable = 0, Mode = LockMode.Write, InferredFrom = "its stack" },
                    Holds = [new HeldLock(1, 1) { TakenAt = line }],
                    Contexts = [new ThreadContext(0x5000, "UiContext", IsScheduler: false, IsOwner: true)],
                    Runs = [1],
                    Frames = [new Frame("Monitor.Enter") { Namespace = "System.Threading", IsFramework = true }, frame],
                    NativeState = 'S',
                    ProcessorTime = TimeSpan.FromMilliseconds(1230),
                    Progress = new Progress(TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(0.1), 3, true),
                },
                new ThreadInfo
                {
                    Id = 2,
                    OsId = 4322,
                    Kind = ThreadKind.Pool,
                    Activity = ThreadActivity.Waiting,
                    Wait = new Wait { Kind = WaitKind.Monitor, Frame = 0, Waitable = 1, Several = [0, 1], NeedsAll = true, Task = null, Thread = null, Process = null },
                    Frames = [frame],
                },
            ],
            Waitables =
            [
                new Waitable
                {
                    Kind = WaitableKind.ReaderWriterLock,
                    Address = 0x7000,
                    TypeName = "ReaderWriterLockSlim",
                    Field = "Bank._ledger",
                    ReadersEnded = 1,
                    Holders = [new Holder(2, null, "its code") { TakenIn = "Bank.Audit", TakenAt = line, Mode = LockMode.Read }],
                    Capacity = 3,
                    Detail = "1 reader",
                },
                new Waitable { Kind = WaitableKind.Monitor, Address = 0x7020, TypeName = "object", Owner = 1, OwnerUnknownBecause = "nothing", Candidates = [new Candidate(1, 0, "Bank.Open")], Suspects = [new LeakSuspect("Bank.Count", "returns early") { TakenAt = line }] },
            ],
            Tasks = new TaskTable
            {
                Addresses = [0x1000, 0x1040],
                ShapeOf = [0, 1],
                StateOf = [0, -1],
                AwaitsOf = [1, -1],
                WaitsForOf = [-1, 0],
                StatusOf = [TaskStatusFlags.Pending, TaskStatusFlags.Queued],
                MillisecondsLeftOf = [-1, 1500],
                Shapes =
                [
                    new TaskShape("Bank.LoadAsync", TaskKind.AsyncMethod) { Namespace = "Company", AwaitLines = [line, null] },
                    new TaskShape("Task.Delay", TaskKind.Delay) { IsFramework = true },
                ],
                Resumptions = [new TaskResumption(0, 0x5000, IsPosted: true)],
                Further = [new FurtherAwait(0, 1)],
                Sources = [new AwaitedSource(0, "Doorbell") { Name = "House._bell" }],
                Named = [new NamedPromise(1, "Bank._open")],
            },
            Pool = new PoolInfo { Workers = 4, Idle = 1, Minimum = 2, Maximum = 100, Queued = 12, QueuedUnknownBecause = "not asked", Work = [new QueuedWork("Bank.Print", 12)], SinceLastDequeue = TimeSpan.FromSeconds(3), Timers = 2, NextTimer = TimeSpan.FromMilliseconds(40) },
            Lost = new LostWaits { Waits = [new LostWait(1, 0, 1, 0)], UnknownBecause = "too large" },
            Children =
            [
                new ChildProcess
                {
                    Id = 99, Parent = 4321, Name = "git", Output = StreamUse.Untouched, Error = StreamUse.Taken, Input = StreamUse.InBackground,
                    IsPrivate = true, StandardPipes = [7, 8, 0], Waits = [new PipeWait(99, 1, 8, Writes: true) { OtherEnds = [4321], IsStill = true }], UnknownBecause = "gone",
                },
            ],
            PipeWaits = [new PipeWait(4321, 5, 8, Writes: false)],
        };
    }
}
