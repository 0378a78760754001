using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Tests.Rendering;

public sealed class TextPoolTests
{
    [Fact]
    public void QueuedWork_IsShownByMethod() => Assert.Equal(
        [
            "Thread pool  4 workers, 0 idle, 12 work items queued, the last was taken 3 s ago, 2 timers, the next due in less than 1 s",
            "  11 x Shop.Load  queued",
            "  1 x Shop.Print  queued",
        ],
        Written.Lines(RuntimeRules.Check(With(s_starving)), width: 160).SkipWhile(line => !line.StartsWith("Thread pool", StringComparison.Ordinal)).Take(3));

    [Fact]
    public void NothingQueued_IsShownOnlyWhenEverythingIs()
    {
        var report = RuntimeRules.Check(With(new PoolInfo { Workers = 1, Idle = 1, Queued = 0, Timers = 0 }));

        Assert.DoesNotContain(Written.Lines(report), line => line.StartsWith("Thread pool", StringComparison.Ordinal));
        Assert.Contains("Thread pool  1 worker, 1 idle, 0 work items queued", Written.Lines(report, verbose: true));
    }

    [Fact]
    public void BlockedWorkersAndBounds_AreShownWhenEverythingIs()
    {
        var snapshot = Snapshots.Of().Threads(3, "w", wait: WaitKind.Task, at: "Shop.Load:9", kind: ThreadKind.Pool).Build() with { Pool = s_starving with { Minimum = 2, Maximum = 100 } };

        Assert.Contains("Thread pool  4 workers, 0 idle, 12 work", Written.Text(RuntimeRules.Check(snapshot)), StringComparison.Ordinal);
        Assert.Contains("Thread pool  4 workers, 0 idle, 3 blocked, 2 to 100 allowed, 12 work", Written.Text(RuntimeRules.Check(snapshot), verbose: true), StringComparison.Ordinal);
    }

    private static readonly PoolInfo s_starving = new()
    {
        Workers = 4,
        Idle = 0,
        Queued = 12,
        Work = [new QueuedWork("Shop.Load", 11), new QueuedWork("Shop.Print", 1)],
        SinceLastDequeue = TimeSpan.FromSeconds(3.5),
        Timers = 2,
        NextTimer = TimeSpan.FromMilliseconds(20),
    };

    private static ProcessSnapshot With(PoolInfo pool) => Snapshots.Of().Thread("A").Build() with { Pool = pool };
}
