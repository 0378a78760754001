using System.Diagnostics;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.Launching;

namespace Unravel.Diagnostics.LiveTests.Launching;

public sealed class ScenarioProcessTests(HangsFixture hangs)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Disposing_LeavesNothingBehind()
    {
        var process = await hangs.StartAsync("starvation", TestContext.Current.CancellationToken);

        await process.DisposeAsync();
        await process.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process.Id));
    }

    [Fact]
    public async Task ProgramThatEndsAtOnce_SaysWhatItSaid()
    {
        var failure = await Assert.ThrowsAsync<ToolException>(() => ScenarioProcess.StartAsync(
            hangs.Programs, "nonsense", false, s_deadline, TestContext.Current.CancellationToken));

        Assert.Equal(ToolException.CouldNotLook, failure.ExitCode);
        Assert.Contains("There is no scenario 'nonsense' here", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadlineThatIsOver_IsAClearFailure()
    {
        var failure = await Assert.ThrowsAsync<ToolException>(() => ScenarioProcess.StartAsync(
            hangs.Programs, "lock-order", false, TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));

        Assert.Contains("was not ready within", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_IsNoFailureOfTheTool()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ScenarioProcess.StartAsync(
            hangs.Programs, "lock-order", false, s_deadline, source.Token));
    }
}
