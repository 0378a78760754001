using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Lifetime;

namespace Unravel.Diagnostics.Tests.Rules.Lifetime;

public sealed class UNR7002LostSignalTests
{
    private static readonly UNR7002LostSignal s_rule = new();

    [Fact]
    public void ThreadAtALostCountdown_IsFoundWithNumbers()
    {
        var finding = s_rule.Single(LostSnapshots.With(new LostWait(4, null, null, 0)));

        Assert.Equal(["\"foreman\" (#4) waits", "Site._reports"], finding.Arguments);
        Assert.Equal([4], finding.Evidence[0].Threads);
        Assert.Contains(finding.Evidence, evidence => evidence.Text.Contains("1 of 3 signals missing", StringComparison.Ordinal));
    }

    [Fact]
    public void ThreadAndTaskAtOneObject_AreOneFinding() =>
        Assert.Equal(
            "1 thread and 1 task wait",
            s_rule.Single(LostSnapshots.With(new LostWait(null, 0, 1, 0), new LostWait(4, null, null, 0))).Arguments[0]);

    [Fact]
    public void WaiterOfASemaphore_IsASignal()
    {
        var snapshot = LostSnapshots.With(new LostWait(4, 0, 2, null));
        var shapes = snapshot.Tasks.Shapes.SetItem(2, new TaskShape("SemaphoreSlim.WaitAsync", TaskKind.Semaphore));

        Assert.Equal("a SemaphoreSlim.WaitAsync", s_rule.Single(snapshot with { Tasks = snapshot.Tasks with { Shapes = shapes } }).Arguments[1]);
    }

    [Fact]
    public void PromisesAndQueues_AreOtherRules() =>
        Assert.IsType<Verdict.Clear>(s_rule.Check(LostSnapshots.With(new LostWait(null, 0, 2, null), new LostWait(null, 0, 1, 1))));

    [Fact]
    public void HeapThatWasNotGoneThrough_CannotBeTold() => Assert.IsType<Verdict.CannotTell>(s_rule.Check(LostSnapshots.Unknown));
}
