using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.BadLuck;

public sealed class PauseLimitTests(HangsFixture hangs)
{
    /// <summary>Stopping 400 threads takes several milliseconds on any machine.</summary>
    [Fact(Timeout = Deadlines.Short)]
    public async Task PauseThatIsTooShort_ReleasesTheTarget()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(
            hangs.Programs, "starvation", cancellation, TargetSettings.With(("DOTNET_ThreadPool_ForceMinWorkerThreads", "190")));
        await using var tool = ToolRun.Diagnose(target.Id, "--mode", "freeze", "--max-pause", "1");

        var sentence = (await tool.EndAsync(cancellation)).AssertFailed(ExitCodes.CouldNotLook);

        Assert.Contains("could not be copied within 1 ms and was released", sentence, StringComparison.Ordinal);
        Assert.Contains("--max-pause", sentence, StringComparison.Ordinal);
        await target.AssertWorksAsync(cancellation);
    }

    /// <summary>Nothing stands still then: what does by itself is read.</summary>
    [Fact(Timeout = Deadlines.Short)]
    public async Task PauseThatIsTooShort_IsReadWithoutAStop()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(
            hangs.Programs, "starvation", cancellation, TargetSettings.With(("DOTNET_ThreadPool_ForceMinWorkerThreads", "190")));
        await using var tool = ToolRun.Diagnose(target.Id, "--max-pause", "1");

        var result = await tool.EndAsync(cancellation);

        Assert.Contains("could not be copied within 1 ms and was released", result.Errors, StringComparison.Ordinal);
        Assert.Contains("The process was not stopped", result.Output, StringComparison.Ordinal);
        Assert.Contains("UNR1001", result.Output, StringComparison.Ordinal);
        await target.AssertWorksAsync(cancellation);
    }
}
