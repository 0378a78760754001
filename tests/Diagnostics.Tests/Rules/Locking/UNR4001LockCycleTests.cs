using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Locking;

namespace Unravel.Diagnostics.Tests.Rules.Locking;

public sealed class UNR4001LockCycleTests
{
    [Fact]
    public void TwoLocksInOppositeOrder_AreNamedWithTheirLines()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Thread("A", holds: "Bank._accounts", wants: "Bank._ledger", at: "Bank.Transfer:42")
            .Thread("B", holds: "Bank._ledger", wants: "Bank._accounts", at: "Bank.Audit:57", holdsAt: "Bank.Close:51")));

        Assert.Equal(["2 threads", "2 locks"], finding.Arguments);
        Assert.Equal(Certainty.Proof, finding.Certainty);
        Assert.Equal(
        [
            "\"A\" (#1) holds Bank._accounts and waits for Bank._ledger, held by \"B\" (#2)",
            "\"B\" (#2) holds Bank._ledger and waits for Bank._accounts, held by \"A\" (#1)",
        ], finding.Evidence.Select(item => item.Text));
        Assert.Equal(["waits at Bank.Transfer Bank.cs:42"], Frames(finding.Evidence[0]));
        Assert.Equal(["holds Bank._ledger in Bank.Close Bank.cs:51", "waits at Bank.Audit Bank.cs:57"], Frames(finding.Evidence[1]));
    }

    [Fact]
    public void StatementThatTookTheLock_IsNamedBeforeTheWait()
    {
        var snapshot = Snapshots.Of()
            .Thread("A", holds: "x", wants: "y", at: "Bank.Transfer:42").Thread("B", holds: "y", wants: "x", at: "Bank.Audit:57").Build();
        var taker = snapshot.Threads[0];
        taker = taker with { Holds = [taker.Holds[0] with { TakenAt = new SourceLine("/src/Bank.cs", 40) }] };

        var found = Assert.IsType<Verdict.Found>(new UNR4001LockCycle().Check(new WaitForGraph(snapshot with { Threads = snapshot.Threads.SetItem(0, taker) })));

        Assert.Equal(["took x at Bank.Transfer Bank.cs:40", "waits at Bank.Transfer Bank.cs:42"], Frames(found.Findings[0].Evidence[0]));
        Assert.Equal(["waits at Bank.Audit Bank.cs:57"], Frames(found.Findings[0].Evidence[1]));
    }

    [Fact]
    public void RingOfThree_IsOneFindingInWaitingOrder()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Thread("A", holds: "x", wants: "z")
            .Thread("B", holds: "y", wants: "x")
            .Thread("C", holds: "z", wants: "y")));

        Assert.Equal(["3 threads", "3 locks"], finding.Arguments);
        Assert.Equal([1, 3, 2], finding.Evidence.SelectMany(item => item.Threads));
    }

    [Fact]
    public void MonitorAndLock_MakeARingTogether() =>
        Assert.Equal(["2 threads", "2 locks"], Assert.Single(Found(Snapshots.Of()
            .Lock("gate", WaitableKind.Lock)
            .Thread("A", holds: "gate", wants: "x")
            .Thread("B", holds: "x", wants: "gate"))).Arguments);

    [Fact]
    public void JoinUnderTheLockThatTheOtherWants_IsARing()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Thread("A", holds: "x", joins: "B")
            .Thread("B", wants: "x")));

        Assert.Equal(["2 threads", "1 lock"], finding.Arguments);
        Assert.Equal(
        [
            "\"A\" (#1) holds x and waits for the end of \"B\" (#2)",
            "\"B\" (#2) waits for x, held by \"A\" (#1)",
        ], finding.Evidence.Select(item => item.Text));
    }

    [Fact]
    public void SeparateRings_AreSeparateFindingsWithTheirOwnBystanders()
    {
        var findings = Found(Snapshots.Of()
            .Thread("A", holds: "a", wants: "b").Thread("B", holds: "b", wants: "a")
            .Thread("C", holds: "c", wants: "d").Thread("D", holds: "d", wants: "c")
            .Thread("E", wants: "d").Thread("F", wants: "a"));

        Assert.Equal([[1, 2], [3, 4]], findings.Select(finding => finding.Evidence.SelectMany(item => item.Threads).ToArray()));
        Assert.Equal([[6], [5]], findings.Select(finding => finding.Bystanders.ToArray()));
    }

    [Fact]
    public void ManyRings_AreAllFound() =>
        Assert.Equal(50, Found(Enumerable.Range(0, 50).Aggregate(Snapshots.Of(), (snapshot, i) => snapshot
            .Thread($"A{i}", holds: $"x{i}", wants: $"y{i}")
            .Thread($"B{i}", holds: $"y{i}", wants: $"x{i}"))).Count);

    [Fact]
    public void QueueWithoutARing_IsClear() => AssertClear(Snapshots.Of()
        .Thread("A", holds: "x")
        .Thread("B", holds: "y", wants: "x")
        .Thread("C", wants: "y"));

    [Fact]
    public void LockThatIsReentered_IsNoCycle() => AssertClear(Snapshots.Of().Thread("A", holds: "x", wants: "x"));

    [Fact]
    public void PulseWaitedForUnderTheOwnMonitor_IsNoCycle() =>
        AssertClear(Snapshots.Of().Thread("A", holds: "x", wants: "x", wait: WaitKind.MonitorPulse));

    [Fact]
    public void OwnerThatHasEnded_IsAnotherFault() =>
        AssertClear(Snapshots.Of().Thread("A", wants: "x").Lock("x", ownerHasEnded: true));

    [Fact]
    public void JoinsAlone_AreNoLockOrder() =>
        AssertClear(Snapshots.Of().Thread("A", joins: "B").Thread("B", joins: "A"));

    [Fact]
    public void TasksThatAwaitEachOther_AreNoLockOrder() =>
        AssertClear(Snapshots.Of().Task("P", awaits: "Q").Task("Q", awaits: "P").Thread("A", holds: "x", blocksOn: "P").Thread("B", wants: "x"));

    [Theory]
    [InlineData(1, "1 thread waits for a lock that could not be identified")]
    [InlineData(3, "3 threads wait for a lock that could not be identified")]
    public void LockThatWasNotIdentified_CannotBeToldFromOneInARing(int threads, string because) =>
        Assert.Equal(because, Assert.IsType<Verdict.CannotTell>(Check(Snapshots.Of().Threads(threads, "T", wait: WaitKind.Lock))).Because);

    [Fact]
    public void OwnerThatCouldNotBeRead_IsNotTakenForNobody() =>
        Assert.Contains("no field _owner", Assert.IsType<Verdict.CannotTell>(
            Check(Snapshots.Of().Thread("A", wants: "x").Lock("x", WaitableKind.Lock, ownerUnknown: "there is no field _owner"))).Because, StringComparison.Ordinal);

    [Fact]
    public void Ring_IsFoundBesideALockThatWasNotIdentified() =>
        Assert.Single(Found(Snapshots.Of()
            .Thread("A", holds: "x", wants: "y").Thread("B", holds: "y", wants: "x")
            .Thread("C", wait: WaitKind.Monitor)));

    private static Verdict Check(Snapshots snapshot) => new UNR4001LockCycle().Check(snapshot.Graph());

    private static IReadOnlyList<Finding> Found(Snapshots snapshot) => Assert.IsType<Verdict.Found>(Check(snapshot)).Findings;

    private static void AssertClear(Snapshots snapshot) => Assert.IsType<Verdict.Clear>(Check(snapshot));

    private static IEnumerable<string> Frames(Evidence evidence) =>
        evidence.Frames.Select(frame => $"{frame.What} {frame.Frame.Method} {frame.Frame.Line}");
}
