using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Locking;

namespace Unravel.Diagnostics.Tests.Rules.Locking;

public sealed class UNR4021BlockedHolderTests
{
    [Fact]
    public void HolderThatSleeps_IsReportedWithThoseWhoWait()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Thread("mailer", holds: "MailRoom._outbox", at: "MailRoom.Deliver:45", activity: ThreadActivity.Sleeping)
            .Thread("clerk", wants: "MailRoom._outbox", at: "MailRoom.Post:82")
            .Thread("courier", wants: "MailRoom._outbox", at: "MailRoom.Post:82")));

        Assert.Equal(["\"mailer\" (#1)", "sleeps", "MailRoom._outbox", "2 threads wait"], finding.Arguments);
        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.Equal(["\"mailer\" (#1) holds MailRoom._outbox and sleeps", "2 threads wait at"], finding.Evidence.Select(item => item.Text));
    }

    [Fact]
    public void HolderThatBlocksOnATask_IsReported() =>
        Assert.Equal("blocks on the task of Client.SendAsync", Standing(Snapshots.Of()
            .Task("Client.SendAsync").Thread("A", holds: "x", blocksOn: "Client.SendAsync").Thread("B", wants: "x")));

    [Fact]
    public void HolderThatJoinsAThread_IsReported() =>
        Assert.Equal("waits for the end of \"C\" (#3)", Standing(Snapshots.Of()
            .Thread("A", holds: "x", joins: "C").Thread("B", wants: "x").Thread("C")));

    [Fact]
    public void HolderThatWaitsForAnEvent_IsReported() =>
        Assert.Equal("waits for Reply._arrived", Standing(Snapshots.Of()
            .Lock("Reply._arrived", WaitableKind.Event)
            .Thread("A", holds: "x", wants: "Reply._arrived").Thread("B", wants: "x")));

    [Theory]
    [InlineData('S', "System.Net.Sockets", true)]
    [InlineData('D', "System.IO", true)]
    [InlineData('R', "System.IO", false)]
    [InlineData(null, "System.IO", false)]
    [InlineData('S', "System.Text", false)]
    public void HolderInASystemCallOfTheFramework_IsReported(char? state, string space, bool isReported)
    {
        var snapshot = Snapshots.Of().Thread("A", holds: "x", at: "Room.Scan:66").Thread("B", wants: "x").Build();
        var holder = snapshot.Threads[0] with
        {
            NativeState = state,
            Frames = [new Frame("Stream.Read") { IsFramework = true, Namespace = space }, .. snapshot.Threads[0].Frames],
        };

        var verdict = new UNR4021BlockedHolder().Check(new WaitForGraph(snapshot with { Threads = snapshot.Threads.SetItem(0, holder) }));

        Assert.Equal(isReported, verdict is Verdict.Found);
    }

    [Theory]
    [InlineData("Thread.Sleep", true)]
    [InlineData("SpinWait.SpinOnceCore", true)] // a loop that polls
    [InlineData("ReaderWriterLockSlim.ExitWriteLock", false)] // inside, the lock spins for a moment
    public void HolderThatSleeps_IsClearInsideTheLockItself(string caller, bool isReported)
    {
        var snapshot = Snapshots.Of().Thread("A", holds: "x", at: "Room.Scan:66", activity: ThreadActivity.Sleeping).Thread("B", wants: "x").Build();
        var holder = snapshot.Threads[0] with
        {
            Frames = [new Frame("Thread.Sleep") { IsFramework = true }, new Frame(caller) { IsFramework = true }, .. snapshot.Threads[0].Frames],
        };

        var verdict = new UNR4021BlockedHolder().Check(new WaitForGraph(snapshot with { Threads = snapshot.Threads.SetItem(0, holder) }));

        Assert.Equal(isReported, verdict is Verdict.Found);
    }

    [Theory]
    [InlineData("Interop.Sys.Read", NativeCallKind.Read, true)]
    [InlineData("Interop.Sys.Read", null, true)] // what a kernel that does not tell allows to say
    [InlineData("Interop.Sys.Read", NativeCallKind.Mutex, false)]
    [InlineData("Interop.Kernel32.SetEvent", null, false)]
    public void HolderInTheRuntimesOwnSignals_IsClear(string method, object? kind, bool isReported)
    {
        var snapshot = Snapshots.Of().Thread("A", holds: "x", at: "Room.Scan:66").Thread("B", wants: "x").Build();
        var holder = snapshot.Threads[0] with
        {
            NativeState = 'S',
            Call = kind is NativeCallKind call ? new NativeCall(call) : null,
            Frames = [new Frame(method) { IsFramework = true }, .. snapshot.Threads[0].Frames],
        };

        var verdict = new UNR4021BlockedHolder().Check(new WaitForGraph(snapshot with { Threads = snapshot.Threads.SetItem(0, holder) }));

        Assert.Equal(isReported, verdict is Verdict.Found);
    }

    [Fact]
    public void ThoseBehindTheWaiters_AreCounted() =>
        Assert.Equal("2 threads wait", Assert.Single(Found(Snapshots.Of()
            .Thread("A", holds: "x", activity: ThreadActivity.Sleeping).Thread("B", holds: "y", wants: "x").Thread("C", wants: "y"))).Arguments[3]);

    [Fact]
    public void HolderThatRuns_IsClear() => AssertClear(Snapshots.Of().Thread("A", holds: "x").Thread("B", wants: "x"));

    [Fact]
    public void LockThatNobodyWaitsFor_IsClear() =>
        AssertClear(Snapshots.Of().Thread("A", holds: "x", activity: ThreadActivity.Sleeping).Thread("B"));

    [Fact]
    public void HolderThatWaitsForAnotherLock_IsALinkOnly() =>
        AssertClear(Snapshots.Of().Thread("A", holds: "x", wants: "y").Thread("B", wants: "x").Thread("C", holds: "y"));

    [Fact]
    public void MemberOfARing_BelongsToTheRing() =>
        AssertClear(Snapshots.Of().Thread("A", holds: "x", joins: "B").Thread("B", wants: "x"));

    [Fact]
    public void ReaderInNobodysWay_IsClear() =>
        AssertClear(Snapshots.Of().Lock("table", WaitableKind.ReaderWriterLock)
            .Thread("R", activity: ThreadActivity.Sleeping).Holder("table", "R", LockMode.Read)
            .Thread("W", holds: "table").Thread("Late", wants: "table", mode: LockMode.Read));

    private static string Standing(Snapshots snapshot) => Assert.Single(Found(snapshot)).Arguments[1];

    private static Verdict Check(Snapshots snapshot) => new UNR4021BlockedHolder().Check(snapshot.Graph());

    private static IReadOnlyList<Finding> Found(Snapshots snapshot) => Assert.IsType<Verdict.Found>(Check(snapshot)).Findings;

    private static void AssertClear(Snapshots snapshot) => Assert.IsType<Verdict.Clear>(Check(snapshot));
}
