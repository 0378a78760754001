using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Async;

namespace Unravel.Diagnostics.Tests.Rules.Async;

public sealed class UNR2028TasksInARingTests
{
    private readonly UNR2028TasksInARing _rule = new();
    private readonly SnapshotBuilder _snapshot = new();

    [Fact]
    public void TwoTasksThatAwaitEachOther_AreAProof()
    {
        var (prices, catalogue) = MakeRing();
        _snapshot.Method("Modules.ReportAsync", prices);

        var finding = Assert.Single(_snapshot.Find(_rule));

        Assert.Equal(Certainty.Proof, finding.Certainty);
        Assert.Equal(["2 tasks wait for each other in a ring"], finding.Arguments);
        Assert.Equal([5, 6], finding.Evidence.SelectMany(evidence => evidence.Frames).Select(frame => frame.Frame.Line!.Number));
        Assert.Contains(finding.Evidence, evidence => evidence.Text.StartsWith("1 more task awaits", StringComparison.Ordinal));
        Assert.True(catalogue > 0);
    }

    [Fact]
    public void TaskThatAwaitsItself_IsSaidSo()
    {
        var refresh = _snapshot.Method("Modules.RefreshAsync");
        _snapshot.Awaits(refresh, refresh);

        Assert.Equal(["The task of Modules.RefreshAsync waits for itself"], Assert.Single(_snapshot.Find(_rule)).Arguments);
    }

    [Fact]
    public void SecondTaskOfAWhenAll_ClosesARingToo()
    {
        var all = _snapshot.Task("Task.WhenAll", TaskKind.Combinator, _snapshot.Task("Task.Delay", TaskKind.Delay));
        var start = _snapshot.Method("Modules.StartAsync", all);
        _snapshot.Awaits(all, start);

        Assert.Equal(["The task of Modules.StartAsync waits for itself"], Assert.Single(_snapshot.Find(_rule)).Arguments);
    }

    [Fact]
    public void WhenAnyWithAnotherTask_IsSilent()
    {
        var any = _snapshot.Task("Task.WhenAny", TaskKind.Combinator);
        var start = _snapshot.Method("Modules.StartAsync", any);
        _snapshot.Awaits(any, start).Awaits(any, _snapshot.Task("Task.Delay", TaskKind.Delay));

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void ThreadThatBlocksOnTheTaskItRuns_TakesPart()
    {
        var run = _snapshot.RunningMethod("Modules.StartAsync", thread: 1);
        _snapshot.Thread("starter", SnapshotBuilder.On(WaitKind.Task, task: run));

        var finding = Assert.Single(_snapshot.Find(_rule));

        Assert.Contains(finding.Evidence, evidence => evidence.Text == "\"starter\" (#1) blocks on the task of Modules.StartAsync");
    }

    [Fact]
    public void RingOverASemaphore_IsLeftToTheLocks()
    {
        var gate = _snapshot.Semaphore("Cache._gate");
        _snapshot.Takes(gate, _snapshot.Method("Cache.LoadAsync", _snapshot.Waiter(gate)));

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void Chain_IsSilent()
    {
        _snapshot.Method("A", _snapshot.Method("B", _snapshot.Task("Task.Delay", TaskKind.Delay)));

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void TornHeap_IsNotChecked()
    {
        var torn = new SnapshotBuilder { HeapIsComplete = false };
        torn.Method("A");

        Assert.IsType<Verdict.CannotTell>(torn.Check(_rule));
    }

    [Fact]
    public void Ring_IsAmongTheChains()
    {
        MakeRing();

        Assert.Equal(["Modules.StartPricesAsync", "Modules.StartCatalogueAsync"], Assert.Single(TaskChains.Merge(_snapshot.Build().Tasks)).Steps.Select(step => step.Shape.Name));
    }

    private (int Prices, int Catalogue) MakeRing()
    {
        var prices = _snapshot.Method("Modules.StartPricesAsync", line: 5);
        var catalogue = _snapshot.Method("Modules.StartCatalogueAsync", prices, line: 6);
        _snapshot.Awaits(prices, catalogue);
        return (prices, catalogue);
    }
}
