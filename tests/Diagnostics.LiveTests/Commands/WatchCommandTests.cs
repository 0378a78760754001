using System.Globalization;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Adversaries;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;
using Unravel.Diagnostics.Recording;

namespace Unravel.Diagnostics.LiveTests.Commands;

public sealed class WatchCommandTests(HangsFixture hangs)
{
    [Fact(Timeout = Deadlines.Short)]
    public async Task Once_PrintsOnePicture()
    {
        await using var process = await hangs.StartAsync("lock-order", TestContext.Current.CancellationToken);
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, "watch", process.Id.ToString(CultureInfo.InvariantCulture), "--once");

        Assert.Equal(ExitCodes.Done, result.ExitCode);
        Assert.Contains("UNR4001", result.Output, StringComparison.Ordinal);
        Assert.Contains("Bank._ledger", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 look, one every 2 s; the process stood still for ", result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), line => Assert.True(line.Length < 1000, "The width of a pipe was filled."));
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task Counters_TellOfContention()
    {
        await using var load = await Load.StartAsync(TestContext.Current.CancellationToken, "lock-monitor");
        await using var feed = CounterFeed.Of(load.Id);

        while (feed.Now is not { Contentions: > 0, WorkItemsDone: not null })
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task CountersOfNoProcess_AreNone()
    {
        await using var feed = CounterFeed.Of(4200001);

        Assert.Null(feed.Now);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task ProcessThatIsNotThere_IsOneSentence()
    {
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, "watch", "4200001", "--once");

        Assert.Contains("4200001", result.AssertFailed(ExitCodes.CouldNotLook), StringComparison.Ordinal);
    }
}
