using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Locking;

namespace Unravel.Diagnostics.Tests.Rules.Locking;

public sealed class UNR4004LeakedLockTests
{
    [Theory]
    [InlineData(nameof(WaitableKind.Monitor))]
    [InlineData(nameof(WaitableKind.Lock))]
    [InlineData(nameof(WaitableKind.ReaderWriterLock))]
    public void LockOfAThreadThatHasEnded_IsAProof(string kind)
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Lock("Store._shelves", Enum.Parse<WaitableKind>(kind), ownerHasEnded: true)
            .Thread("browser", wants: "Store._shelves", at: "Store.Browse:80")));

        Assert.Equal(["Store._shelves", " by a thread that has ended", "1 thread waits"], finding.Arguments);
        Assert.Equal((Certainty.Proof, null), (finding.Certainty, finding.InferredFrom));
        Assert.Equal("\"browser\" (#1) waits for it at", Assert.Single(finding.Evidence).Text);
    }

    [Fact]
    public void LockOfAnIdleWorker_IsInferred()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Thread("worker", holds: "Till._drawer", kind: ThreadKind.Pool, activity: ThreadActivity.Idle)
            .Thread("terminal", wants: "Till._drawer", at: "Till.SellAsync:40")));

        Assert.Equal(["Till._drawer", " by pool worker (#1), now idle,", "1 thread waits"], finding.Arguments);
        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.StartsWith("an owner that runs nothing", finding.InferredFrom, StringComparison.Ordinal);
    }

    [Fact]
    public void LockOfAWorkerThatRunsOrOfAThreadThatRests_IsClear()
    {
        AssertClear(Snapshots.Of().Thread("worker", holds: "Till._drawer", kind: ThreadKind.Pool).Thread("terminal", wants: "Till._drawer"));
        AssertClear(Snapshots.Of().Thread("own", holds: "Till._drawer", activity: ThreadActivity.Sleeping).Thread("terminal", wants: "Till._drawer"));
        AssertClear(Snapshots.Of().Thread("worker", holds: "Till._drawer", kind: ThreadKind.Pool, activity: ThreadActivity.Idle).Thread("terminal"));
    }

    [Fact]
    public void ReaderThatHasEnded_IsInferredFromTheCount()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Lock("table", WaitableKind.ReaderWriterLock, readersEnded: 2)
            .Thread("updater", wants: "table", mode: LockMode.Write)));

        Assert.Equal(["table", " for reading by a thread that has ended", "1 thread waits"], finding.Arguments);
        Assert.Equal("the lock's own count: 2 readers more than living threads read it", finding.InferredFrom);
        Assert.Equal("\"updater\" (#1) waits for it to write", Assert.Single(finding.Evidence).Text);
    }

    [Fact]
    public void SemaphoreThatNobodyHolds_NamesWhoMayHaveLeftItTaken()
    {
        var builder = new SnapshotBuilder();
        var oven = builder.Semaphore("Bakery._oven");
        builder.Thread("cook", SnapshotBuilder.On(WaitKind.SemaphoreSlim, oven));
        builder.Method("Bakery.BakeAsync", builder.Waiter(oven));
        var snapshot = builder.Build();
        LeakSuspect[] suspects = [new LeakSuspect("Bakery.RoastAsync", "has a way out") { TakenAt = new SourceLine("/src/Bakery.cs", 7) }];

        var finding = Assert.Single(Assert.IsType<Verdict.Found>(new UNR4004LeakedLock().Check(new WaitForGraph(snapshot with
        {
            Waitables = [snapshot.Waitables[oven] with { Suspects = [.. suspects] }],
        }))).Findings);

        Assert.Equal(["Bakery._oven", " by a method that has ended", "1 thread and 1 async call wait"], finding.Arguments);
        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.Equal(["Bakery.RoastAsync has a way out:", "\"cook\" (#1) waits for it at", "awaited at"], finding.Evidence.Select(item => item.Text));
        Assert.IsType<Verdict.Clear>(new UNR4004LeakedLock().Check(new WaitForGraph(snapshot)));
    }

    [Fact]
    public void WaitersOfOnePlace_AreOneLineAndThoseBehindThemBystanders()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Threads(3, "T", wants: "x", at: "Store.Browse:80")
            .Lock("x", ownerHasEnded: true)
            .Thread("holder", holds: "y", wants: "x", at: "Store.Sell:87")
            .Thread("behind", wants: "y")));

        Assert.Equal("4 threads wait", finding.Arguments[2]);
        Assert.Equal(["3 threads wait for it at", "\"holder\" (#4) waits for it at"], finding.Evidence.Select(item => item.Text));
        Assert.Equal([5], finding.Bystanders);
    }

    [Fact]
    public void ReaderOnItsWayInOrOut_MakesTheCountDoubtful()
    {
        var snapshot = Snapshots.Of().Lock("table", WaitableKind.ReaderWriterLock, readersEnded: 1)
            .Thread("updater", wants: "table", mode: LockMode.Write).Thread("R").Build();
        var reader = snapshot.Threads[1] with { Frames = [new Frame("ReaderWriterLockSlim.ExitReadLock") { IsFramework = true }] };

        Assert.IsType<Verdict.Clear>(new UNR4004LeakedLock().Check(new WaitForGraph(snapshot with { Threads = snapshot.Threads.SetItem(1, reader) })));
    }

    [Fact]
    public void LeakedLockThatNobodyWants_IsClear() => AssertClear(Snapshots.Of().Lock("x", ownerHasEnded: true));

    [Fact]
    public void LockOfALivingThread_IsClear() => AssertClear(Snapshots.Of().Thread("A", holds: "x").Thread("B", wants: "x"));

    [Fact]
    public void MonitorThatIsWaitedOnForAPulse_IsClear() =>
        AssertClear(Snapshots.Of().Lock("x", ownerHasEnded: true).Thread("A", wants: "x", wait: WaitKind.MonitorPulse));

    [Fact]
    public void OwnerThatIsNotKnown_IsClear() =>
        AssertClear(Snapshots.Of().Lock("x", ownerUnknown: "there is no field _owner").Thread("A", wants: "x"));

    private static Verdict Check(Snapshots snapshot) => new UNR4004LeakedLock().Check(snapshot.Graph());

    private static IReadOnlyList<Finding> Found(Snapshots snapshot) => Assert.IsType<Verdict.Found>(Check(snapshot)).Findings;

    private static void AssertClear(Snapshots snapshot) => Assert.IsType<Verdict.Clear>(Check(snapshot));
}
