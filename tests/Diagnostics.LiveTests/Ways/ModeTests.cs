using Unravel.Catalog;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.LiveTests.Ways;

/// <summary>Each way to look shows what it can, and says what it cannot.</summary>
public sealed class ModeTests(HangsFixture hangs)
{
    private const int Found = 10;

    [Theory(Timeout = Deadlines.Short)]
    [InlineData("freeze", "to copy")]
    [InlineData("passive", "The process was not stopped")]
    [InlineData("dump", "to write a dump")]
    public async Task WaysThatSeeEverything_FindTheRing(string mode, string how)
    {
        var result = await LookAsync("lock-order", mode);

        Assert.Equal(Found, result.ExitCode);
        Assert.Contains("proof, from what the runtime stores", result.Output, StringComparison.Ordinal);
        Assert.Contains(HangsFixture.LineOf(hangs.Programs.Get("lock-order"), "teller-waits"), result.Output, StringComparison.Ordinal);
        Assert.Contains(how, result.Output, StringComparison.Ordinal);
    }

    /// <summary>The way of Windows: on Linux the library makes its snapshot of a dump, but everything behind it is the same.</summary>
    [Fact(Timeout = Deadlines.Short)]
    public async Task SnapshotOfTheSystem_FindsTheRing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation);

        var report = RuntimeRules.Check(await WorkerRun.LookAsync(target.Id, cancellation, bySystem: true));

        var finding = Assert.Single(report.Findings);
        Assert.Equal((RuleIds.LockOrder, Certainty.Proof), (finding.RuleId, finding.Certainty));
        Assert.Equal(CaptureSource.System, report.Snapshot.Capture.Source);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task Passive_NamesWhoRan()
    {
        var result = await LookAsync("runaway", "passive");

        Assert.Equal(ExitCodes.PartlyChecked, result.ExitCode);
        Assert.Contains("not seen: it ran while the process was read", result.Output, StringComparison.Ordinal);
        Assert.Contains("not checked: the process was read while it ran", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task PassiveOnAWorkingTarget_FindsNothing()
    {
        var result = await LookAsync("busy-workers", "passive");

        Assert.True(result.ExitCode is ExitCodes.Done or ExitCodes.PartlyChecked or ExitCodes.CouldNotLook, result.Output + result.Errors);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task Events_ShowStacksAndSaySo()
    {
        var result = await LookAsync("lock-order", "events");

        Assert.Equal(ExitCodes.PartlyChecked, result.ExitCode);
        Assert.Contains("not checked: only stacks were seen", result.Output, StringComparison.Ordinal);
        Assert.Contains("waits in Monitor", result.Output, StringComparison.Ordinal);
        Assert.Contains("Bank.Transfer", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("_PInvoke", result.Output, StringComparison.Ordinal);
    }

    /// <summary>The runtime's own server answers when its pool does not.</summary>
    [Fact(Timeout = Deadlines.Short)]
    public async Task EventsOfAStarvedPool_ShowTheBlockedWorkers() =>
        Assert.Contains("Shop.Handle", (await LookAsync("starvation", "events")).Output, StringComparison.Ordinal);

    [Fact(Timeout = Deadlines.Short)]
    public async Task Proc_ShowsWhatTheKernelKnows()
    {
        var result = await LookAsync("lock-order", "proc");

        Assert.Equal(ExitCodes.PartlyChecked, result.ExitCode);
        Assert.Contains("\"teller\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("sleeps", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing is stuck", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task NoSocket_IsSaid()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation, TargetSettings.With(("DOTNET_EnableDiagnostics", "0")));
        await using var tool = ToolRun.Diagnose(target.Id, "--mode", "events");

        Assert.Contains("has no diagnostics socket", (await tool.EndAsync(cancellation)).AssertFailed(ExitCodes.CouldNotLook), StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task UnknownMode_IsAUsageError() =>
        Assert.Equal(ExitCodes.Usage, (await ToolRun.RunAsync(TestContext.Current.CancellationToken, "1", "--mode", "magic")).ExitCode);

    private async Task<ToolResult> LookAsync(string verb, string mode)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, verb, cancellation);
        await using var tool = ToolRun.Diagnose(target.Id, "--mode", mode);
        var result = await tool.EndAsync(cancellation);
        result.AssertNoCrash();
        await target.AssertWorksAsync(cancellation);
        return result;
    }
}
