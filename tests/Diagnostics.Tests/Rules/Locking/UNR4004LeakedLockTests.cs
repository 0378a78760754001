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

        Assert.Equal(["Store._shelves", "", "1 thread waits"], finding.Arguments);
        Assert.Equal((Certainty.Proof, null), (finding.Certainty, finding.InferredFrom));
        Assert.Equal("\"browser\" (#1) waits for it at", Assert.Single(finding.Evidence).Text);
    }

    [Fact]
    public void ReaderThatHasEnded_IsInferredFromTheCount()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Lock("table", WaitableKind.ReaderWriterLock, readersEnded: 2)
            .Thread("updater", wants: "table", mode: LockMode.Write)));

        Assert.Equal(["table", " for reading", "1 thread waits"], finding.Arguments);
        Assert.Equal("the lock's own count: 2 readers more than living threads read it", finding.InferredFrom);
        Assert.Equal("\"updater\" (#1) waits for it to write", Assert.Single(finding.Evidence).Text);
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
