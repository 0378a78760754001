using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Acquisition;

/// <summary>A snapshot in which every property has a value that it would not have by itself.</summary>
internal static class WholeSnapshot
{
    private static SourceLine Line => new("/src/Shop.cs", 7);

    public static ProcessSnapshot Make() => new()
    {
        Target = new TargetInfo { ProcessId = 4321, Name = "Shop ü", RuntimeVersion = "10.0.12" },
        Capture = new CaptureInfo
        {
            Source = CaptureSource.Passive,
            At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            Pause = TimeSpan.FromMilliseconds(8.25),
            Attempts = 2,
            CopiedBytes = 1UL << 40,
            HeapIsComplete = false,
            Detail = CaptureDetail.Stacks,
            PartlySeenBecause = "it ran",
            IsMoving = true,
            Limitations = ["half", "of it"],
        },
        Threads = [Thread(1), Thread(2) with { Wait = null, Call = null, Progress = null, Name = null, Frames = [] }],
        Waitables = [Waitable(0x7f00_1234_5678), Waitable(ulong.MaxValue)],
        Tasks = new TaskTable
        {
            Addresses = [0x10, ulong.MaxValue],
            ShapeOf = [1, 0],
            StateOf = [3, -1],
            AwaitsOf = [1, -1],
            WaitsForOf = [-1, 1],
            StatusOf = [TaskStatusFlags.Queued, TaskStatusFlags.Completed | TaskStatusFlags.Queued],
            MillisecondsLeftOf = [-1, 5],
            Shapes = [new TaskShape("Shop.LoadAsync", TaskKind.Semaphore) { Namespace = "N", IsFramework = true, AwaitLines = [Line, null] }, new TaskShape("Delay", TaskKind.Delay)],
            Resumptions = [new TaskResumption(1, 0x99, IsPosted: true)],
            Further = [new FurtherAwait(1, 2)],
            Sources = [new AwaitedSource(1, "Doorbell") { Name = "House._bell" }],
            Named = [new NamedPromise(1, "Bank._open")],
        },
        Pool = new PoolInfo
        {
            Workers = 4,
            Idle = 1,
            Minimum = 2,
            Maximum = 100,
            Queued = 3,
            QueuedUnknownBecause = "why",
            Work = [new QueuedWork("Shop.Load", 3)],
            SinceLastDequeue = TimeSpan.FromSeconds(1),
            Timers = 2,
            NextTimer = TimeSpan.FromSeconds(-1),
        },
        Lost = new LostWaits { Waits = [new LostWait(1, 2, 3, 4)], UnknownBecause = "too large" },
        Children =
        [
            new ChildProcess
            {
                Id = 9, Parent = 4321, Name = "sh", Output = StreamUse.Taken, Error = StreamUse.Untouched, Input = StreamUse.InBackground,
                IsPrivate = true, StandardPipes = [1, 2, 3], Waits = [Pipe], UnknownBecause = "another user's",
            },
        ],
        PipeWaits = [Pipe],
    };

    private static PipeWait Pipe => new(uint.MaxValue, 1, ulong.MaxValue, Writes: true) { OtherEnds = [4321], IsStill = true };

    private static ThreadInfo Thread(int id) => new()
    {
        Id = id,
        OsId = uint.MaxValue,
        Name = "w",
        Kind = ThreadKind.Finalizer,
        Activity = ThreadActivity.Sleeping,
        Wait = new Wait
        {
            Kind = WaitKind.Join, Frame = 1, Waitable = 1, Task = 1, Several = [1, 2], NeedsAll = true, Thread = 2, Mode = LockMode.Write, InferredFrom = "its code", Process = 12,
        },
        Holds = [new HeldLock(1, 2) { TakenAt = Line }],
        Contexts = [new ThreadContext(0x99, "MessageLoop", IsScheduler: true, IsOwner: true)],
        Runs = [1, 2],
        Frames = [new Frame("Shop.Run") { Namespace = "N", Module = "Shop.dll", IsFramework = true, Line = Line }],
        NativeState = 'S',
        ProcessorTime = TimeSpan.FromSeconds(1.5),
        IsNotSeen = true,
        WaitChannel = "futex_wait_queue",
        Call = new NativeCall(NativeCallKind.Mutex) { Descriptor = 7, Target = "pipe:[1]", Lock = 0x10, Owner = uint.MaxValue },
        Progress = new Progress(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), 2, SameLines: true) { SameCall = true },
    };

    private static Waitable Waitable(ulong address) => new()
    {
        Kind = WaitableKind.Lock,
        Address = address,
        TypeName = "object",
        Field = "Shop._gate",
        Owner = 1,
        OwnerHasEnded = true,
        OwnerUnknownBecause = "no field",
        ReadersEnded = 1,
        Holders = [new Holder(2, 1, "its code") { TakenIn = "Shop.LoadAsync", TakenAt = Line, Mode = LockMode.Upgradeable }],
        Candidates = [new Candidate(1, 1, "Shop.Run")],
        Suspects = [new LeakSuspect("Shop.Run", "returns") { TakenAt = Line }],
        Capacity = 1,
        Detail = "1 waiting",
    };
}
