using Unravel.Diagnostics.Diff;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Tests.Rendering;

namespace Unravel.Diagnostics.Tests.Diff;

public sealed class SnapshotComparisonTests
{
    [Fact]
    public void Deadlock_StandsStill()
    {
        var since = Compare(Situations.LockOrder, Situations.LockOrder, Situations.LockOrder);

        Assert.Equal(3, since.Looks);
        Assert.Equal(TimeSpan.FromSeconds(4), since.Elapsed);
        Assert.Equal([1, 2, 3, 4, 5], since.Stuck.Select(thread => thread.Thread).Append(5).Distinct().Order());
        var finding = Assert.Single(since.Findings);
        Assert.Equal((Presence.Stays, 2, 2), (finding.Presence, finding.Stuck, finding.Threads));
    }

    [Fact]
    public void SlowLock_Moves()
    {
        var before = Snapshots.Of().Thread("a", holds: "Bank._x", at: "Bank.Work:1").Thread("b", wants: "Bank._x", at: "Bank.Read:7");
        var after = Snapshots.Of().Thread("a", holds: "Bank._x", at: "Bank.Work:1").Thread("b", wants: "Bank._x", at: "Bank.Write:9");

        var since = Compare(before, after);

        Assert.Empty(since.Stuck);
        Assert.Equal([2], since.Moved);
    }

    [Fact]
    public void SamePlaceForAnotherObject_Moves()
    {
        var before = Snapshots.Of().Thread("b", wants: "Bank._x", at: "Bank.Read:7");
        var after = Snapshots.Of().Thread("b", wants: "Bank._y", at: "Bank.Read:7").Build();
        after = after with { Waitables = [after.Waitables[0] with { Address = 0x9999 }] };

        Assert.Empty(SnapshotComparison.Of([At(before.Build(), 0), At(after, 2)]).Stuck);
    }

    [Fact]
    public void ObjectThatACollectionMoved_IsTheSame()
    {
        var before = Situations.LockOrder.Build();
        var after = before with { Waitables = [.. before.Waitables.Select(waitable => waitable with { Address = waitable.Address + 0x10000 })] };

        Assert.Contains(SnapshotComparison.Of([At(before, 0), At(after, 2)]).Stuck, thread => thread.Thread == 2);
    }

    [Fact]
    public void SleepingAndIdleThreads_AreNotStuck()
    {
        var sleepers = Snapshots.Of()
            .Thread("s", wait: WaitKind.Sleep, activity: ThreadActivity.Sleeping, at: "Bank.Nap:1")
            .Thread("i", wait: WaitKind.WaitHandle, activity: ThreadActivity.Idle, kind: ThreadKind.Pool);

        Assert.Empty(Compare(sleepers, sleepers).Stuck);
    }

    [Fact]
    public void OtherProcess_IsNotComparedThreadByThread()
    {
        var other = Situations.LockOrder.Build();
        other = other with { Target = other.Target with { ProcessId = 1 } };

        var since = SnapshotComparison.Of([At(Situations.LockOrder.Build(), 0), At(other, 2)]);

        Assert.False(since.IsSameProcess);
        Assert.Empty(since.Stuck);
        Assert.Equal(Presence.Stays, Assert.Single(since.Findings).Presence);
    }

    [Fact]
    public void TasksAndQueue_AreSeenToGrow()
    {
        var since = Compare(Snapshots.Of().Task("Db.QueryAsync").Pool(3), Snapshots.Of().Task("Db.QueryAsync").Task("Db.QueryAsync#2").Task("Web.GetAsync").Pool(90));

        Assert.Equal([new Change("Db.QueryAsync", 1, 2), new Change("Web.GetAsync", 0, 1)], since.Tasks);
        Assert.Equal([new Change("queued work items", 3, 90)], since.Pool);
    }

    [Fact]
    public void FindingThatCame_AndOneThatWent()
    {
        Assert.Equal(Presence.Came, Assert.Single(Compare(Snapshots.Of(), Situations.LockOrder).Findings).Presence);
        Assert.Equal(Presence.Went, Assert.Single(Compare(Situations.LockOrder, Snapshots.Of()).Findings).Presence);
    }

    [Fact]
    public void Text_SaysHangOrSlow()
    {
        var report = Situations.LockOrder.Report() with { Since = Compare(Situations.LockOrder, Situations.LockOrder) };

        var lines = Written.Lines(report, width: 200);

        Assert.Contains("2 looks within 2.0 s", lines);
        Assert.Contains(lines, line => line.StartsWith("  UNR4001 hangs: both its threads stood still for 2.0 s", StringComparison.Ordinal));
        Assert.Contains("    \"transfer\" (#2)  waits for Bank._ledger, at Bank.Transfer  Bank.cs:42", lines);
        Assert.All(Written.Lines(report, width: 80), line => Assert.True(line.Length <= 80, line));
    }

    private static Comparison Compare(params Snapshots[] looks) =>
        SnapshotComparison.Of([.. looks.Select((look, index) => At(look.Build(), index * 2))]);

    private static Report At(ProcessSnapshot snapshot, int seconds) =>
        Unravel.Diagnostics.Rules.RuntimeRules.Check(snapshot with { Capture = snapshot.Capture with { At = snapshot.Capture.At.AddSeconds(seconds) } });
}
