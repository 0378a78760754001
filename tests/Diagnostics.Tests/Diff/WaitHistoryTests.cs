using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Diff;

namespace Unravel.Diagnostics.Tests.Diff;

public sealed class WaitHistoryTests
{
    private static readonly Snapshots s_waiting = Snapshots.Of().Thread("teller", wants: "Bank._gate", at: "Bank.Pay:7");

    private readonly WaitHistory _history = new();

    [Fact]
    public void WaitThatGoesOn_IsAsOldAsItsFirstLook()
    {
        _history.Update(s_waiting.Build(), Seconds(10));
        _history.Update(s_waiting.Build(), Seconds(12));
        var wait = Assert.Single(_history.Update(s_waiting.Build(), Seconds(15)));

        Assert.Equal(new WatchedWait(WaiterKind.Threads, 1, "\"teller\" (#1)", "Bank._gate", "Bank.Pay  Bank.cs:7", Seconds(5)), wait);
    }

    [Fact]
    public void WaitAfterAGap_BeginsAnew()
    {
        _history.Update(s_waiting.Build(), Seconds(0));
        _history.Update(Snapshots.Of().Thread("teller").Build(), Seconds(5));

        Assert.Equal(TimeSpan.Zero, Assert.Single(_history.Update(s_waiting.Build(), Seconds(9))).Since);
    }

    [Fact]
    public void WaitAtAnotherLine_IsAnother()
    {
        _history.Update(s_waiting.Build(), Seconds(0));
        var moved = Snapshots.Of().Thread("teller", wants: "Bank._gate", at: "Bank.Pay:8").Build();

        Assert.Equal(TimeSpan.Zero, Assert.Single(_history.Update(moved, Seconds(5))).Since);
    }

    [Fact]
    public void WorkersAtOneLine_AreOneRowAsOldAsTheOldest()
    {
        _history.Update(Workers(1), Seconds(0));
        var wait = Assert.Single(_history.Update(Workers(5), Seconds(4)));

        Assert.Equal((5, "pool workers", Seconds(4)), (wait.Count, wait.Who, wait.Since));
    }

    [Theory]
    [InlineData(3, "\"t0\" (#1)|\"t1\" (#2)|\"t2\" (#3)")]
    [InlineData(5, "\"t0\" (#1) and 4 more")]
    public void ManyThreadsThatWaitAlike_AreOneRow(int count, string who)
    {
        var snapshot = Snapshots.Of();
        for (var i = 0; i < count; i++)
        {
            snapshot.Thread($"t{i}", wants: "Bank._gate", at: "Bank.Pay:7");
        }

        var waits = _history.Update(snapshot.Build(), Seconds(0));
        Assert.Equal(who, string.Join('|', waits.Select(wait => wait.Who)));
        Assert.Equal(count, waits.Sum(wait => wait.Count));
    }

    [Fact]
    public void EqualChainsOfTasks_AreOneRow()
    {
        var tasks = Snapshots.Of()
            .Task("Shop.Quote#1", line: 3).Task("Shop.Quote#2", line: 3)
            .Build();
        var wait = Assert.Single(_history.Update(tasks, Seconds(1)), row => row.Kind == WaiterKind.Tasks);

        Assert.Equal((2, "Shop.Quote", "Shop.Quote  Shop.cs:3"), (wait.Count, wait.Who, wait.At));
    }

    [Fact]
    public void RunningThread_IsNoRow() => Assert.Empty(_history.Update(Snapshots.Of().Thread("busy").Build(), Seconds(0)));

    private static ProcessSnapshot Workers(int count) =>
        Snapshots.Of().Threads(count, "w", wait: WaitKind.Task, at: "Shop.Load:9", kind: ThreadKind.Pool).Build();

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
