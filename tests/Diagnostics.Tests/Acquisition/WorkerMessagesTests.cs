using System.Buffers.Binary;
using System.Text;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class WorkerMessagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Snapshot_ComesBackWhole()
    {
        var sent = await Bytes(new WorkerAnswer { Snapshot = Full(), Failure = new WorkerFailure("no", FailureKind.TraceRefused) });

        var read = await WorkerMessages.ReadAsync<WorkerAnswer>(new MemoryStream(sent), Token);

        Assert.Equal(Encoding.UTF8.GetString(sent), Encoding.UTF8.GetString(await Bytes(read!)));
        Assert.Equal("main thread (#1)", ThreadNaming.Of(read!.Snapshot!.Threads[0]));
        Assert.Equal("Shop.cs:7", read.Snapshot.Tasks[0].Line!.ToString());
    }

    [Theory]
    [InlineData(typeof(ProcessSnapshot))]
    [InlineData(typeof(TargetInfo))]
    [InlineData(typeof(CaptureInfo))]
    [InlineData(typeof(ThreadInfo))]
    [InlineData(typeof(Wait))]
    [InlineData(typeof(HeldLock))]
    [InlineData(typeof(Frame))]
    [InlineData(typeof(SourceLine))]
    [InlineData(typeof(Waitable))]
    [InlineData(typeof(Holder))]
    [InlineData(typeof(TaskTable))]
    [InlineData(typeof(TaskShape))]
    [InlineData(typeof(FurtherAwait))]
    [InlineData(typeof(TaskResumption))]
    [InlineData(typeof(ThreadContext))]
    [InlineData(typeof(PoolInfo))]
    [InlineData(typeof(QueuedWork))]
    [InlineData(typeof(Candidate))]
    [InlineData(typeof(LeakSuspect))]
    [InlineData(typeof(WorkerFailure))]
    public async Task EveryProperty_IsSent(Type type)
    {
        var json = Encoding.UTF8.GetString(await Bytes(new WorkerAnswer { Snapshot = Full(), Failure = new WorkerFailure("no", FailureKind.TraceRefused) }));

        Assert.All(
            type.GetProperties().Where(property => property.CanWrite && property.GetMethod!.IsStatic == false),
            property => Assert.Contains($"\"{property.Name}\":", json, StringComparison.Ordinal));
    }

    [Fact]
    public async Task UnknownProperty_IsPassedOver() =>
        Assert.Equal("no", (await WorkerMessages.ReadAsync<WorkerAnswer>(
            Message("""{"Later":{"a":[1,2]},"Failure":{"Message":"no","Kind":"Other","More":1}}"""), Token))!.Failure!.Message);

    [Fact]
    public async Task Request_ComesBack()
    {
        var request = new WorkerRequest { Target = new TargetInfo { ProcessId = 7, Name = "ü" }, DumpPath = "/tmp/x", MaxPause = TimeSpan.FromMilliseconds(5) };

        Assert.Equal(request, await WorkerMessages.ReadAsync<WorkerRequest>(new MemoryStream(await Bytes(request)), Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(20)]
    public async Task StreamThatEndsEarly_IsNoMessage(int length) =>
        Assert.Null(await WorkerMessages.ReadAsync<WorkerAnswer>(
            new MemoryStream((await Bytes(new WorkerAnswer { Failure = new WorkerFailure("no", FailureKind.Other) }))[..length]), Token));

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData((1 << 30) + 1)]
    [InlineData(int.MaxValue)]
    public async Task LengthThatCannotBe_IsNoMessage(int length)
    {
        var header = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);

        Assert.Null(await WorkerMessages.ReadAsync<WorkerAnswer>(new MemoryStream(header), Token));
    }

    private static MemoryStream Message(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var header = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(header, bytes.Length);
        return new MemoryStream([.. header, .. bytes]);
    }

    private static async Task<byte[]> Bytes<T>(T message)
    {
        using var stream = new MemoryStream();
        await WorkerMessages.WriteAsync(stream, message, Token);
        return stream.ToArray();
    }

    private static ProcessSnapshot Full()
    {
        var made = Snapshots.Of()
            .Thread("main", holds: "Shop._gate", at: "Shop.Run:3", kind: ThreadKind.Main, activity: ThreadActivity.Sleeping)
            .Thread("w", wants: "Shop._gate", at: "Shop.Work:9", mode: LockMode.Write, waitInferredFrom: "its code", runs: "Delay")
            .Thread("j", joins: "w").Thread("t", blocksOn: "Shop.LoadAsync")
            .Task("Shop.LoadAsync", awaits: "Delay", line: 7, queued: true).Task("Delay", kind: TaskKind.Delay)
            .Lock("Other._gate", WaitableKind.Lock, ownerUnknown: "no field", ownerHasEnded: true)
            .Pool(3, "why", workers: 4)
            .Capture(capture => capture with { Pause = TimeSpan.FromMilliseconds(8.25), Attempts = 2, CopiedBytes = 1UL << 40, HeapIsComplete = false, Limitations = ["half"], PartlySeenBecause = "it ran" })
            .Build();
        return made with
        {
            Threads =
            [
                made.Threads[0] with { Wait = (made.Threads[0].Wait ?? new Wait { Kind = WaitKind.ChildProcess, Frame = 0 }) with { Process = 12, Several = [0], NeedsAll = true }, Progress = new Progress(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 2, true) { SameCall = true }, Call = new NativeCall(NativeCallKind.Read) { Descriptor = 7, Target = "pipe:[1]", Lock = 0x10, Owner = 105 }, Contexts = [new ThreadContext(0x99, "MessageLoop", IsScheduler: false, IsOwner: true)], Holds = [made.Threads[0].Holds[0] with { TakenAt = new SourceLine("/src/Shop.cs", 2) }], NativeState = 'S', WaitChannel = "futex_wait_queue", ProcessorTime = TimeSpan.FromSeconds(1.5), Frames = [.. made.Threads[0].Frames.Select(frame => frame with { Namespace = "N", Module = "Shop.dll" })] },
                .. made.Threads.Skip(1),
            ],
            Waitables = made.Waitables.SetItem(0, made.Waitables[0] with { Detail = "1 waiting", Capacity = 1, Candidates = [new Candidate(1, 0, "Shop.Run")], Suspects = [new LeakSuspect("Shop.Run", "returns") { TakenAt = new SourceLine("/src/Shop.cs", 1) }], Holders = [new Holder(2, null, null) { Mode = LockMode.Read }, new Holder(null, 0, "its code") { TakenIn = "Shop.LoadAsync", TakenAt = new SourceLine("/src/Shop.cs", 5) }] }),
            Tasks = made.Tasks with { WaitsForOf = [0, -1], MillisecondsLeftOf = [-1, 5], Further = [new FurtherAwait(0, 1)], Sources = [new AwaitedSource(0, "Doorbell") { Name = "House._bell" }], Named = [new NamedPromise(1, "Bank._open")], Resumptions = [new TaskResumption(0, 0x99, IsPosted: true)], Shapes = [.. made.Tasks.Shapes.Select(shape => shape with { Namespace = "N", IsFramework = true })] },
            Pool = made.Pool! with { Idle = 1, Minimum = 2, Maximum = 100, Work = [new QueuedWork("Shop.Load", 3)], SinceLastDequeue = TimeSpan.FromSeconds(1), Timers = 2, NextTimer = TimeSpan.Zero },
        };
    }
}
