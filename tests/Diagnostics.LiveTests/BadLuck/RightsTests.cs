using System.Globalization;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.BadLuck;

/// <summary>
/// The kernel says no. Taking rights away needs root; where the tests have another user, they see the same answers from
/// that user's side.
/// </summary>
public sealed class RightsTests(HangsFixture hangs)
{
    [Fact(Timeout = Deadlines.Short)]
    public async Task OtherUser_IsNamed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation);
        var isRoot = Environment.IsPrivilegedProcess;
        await using var tool = isRoot
            ? ToolRun.Start(Rights.OfNobody, null, $"{target.Id}")
            : ToolRun.Diagnose(1);

        var result = await tool.EndAsync(cancellation);

        if (isRoot)
        {
            // What the kernel shows to everybody, and why it is not more.
            Assert.Equal(ExitCodes.PartlyChecked, result.ExitCode);
            Assert.Contains($"Process {target.Id} belongs to user 'root' and this is user 'nobody'", result.Errors, StringComparison.Ordinal);
            Assert.Contains("cannot be told from what the kernel shows", result.Output, StringComparison.Ordinal);
            Assert.Contains("belongs to user 'root'", result.Output, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(ExitCodes.CouldNotLook, result.ExitCode);
        }

        await target.AssertWorksAsync(cancellation);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task UserWithoutRights_LooksAtItsOwnProcesses()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var through = Environment.IsPrivilegedProcess ? Rights.OfNobody : [];
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation, new TargetSettings { Through = through });
        await using var tool = ToolRun.Start(through, null, $"{target.Id}");

        var result = await tool.EndAsync(cancellation);

        Assert.Equal((10, ""), (result.ExitCode, result.Errors));
        await target.AssertWorksAsync(cancellation);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task NoRightToTrace_FallsBackToADump()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var target = await Target.StartAsync(
            hangs.Programs, "lock-order", cancellation, TargetSettings.With(("TMPDIR", folder.Path)));
        var denied = Rights.AreOursToGive;
        await using var tool = ToolRun.Start(denied ? Rights.WithoutTracing : [], folder.Path, $"{target.Id}");

        var result = await tool.EndAsync(cancellation);

        Assert.Equal(10, result.ExitCode);
        Assert.Contains("UNR4001", result.Output, StringComparison.Ordinal);
        Assert.Contains(HangsFixture.LineOf(hangs.Programs.Get("lock-order"), "teller-waits"), result.Output, StringComparison.Ordinal);
        Assert.Equal(denied, result.Errors.Contains("Asking the process to write a dump instead", StringComparison.Ordinal));
        Assert.Equal(denied, result.Output.Contains("to write a dump", StringComparison.Ordinal));
        Assert.Empty(folder.FilesNotOf(target.Id));
        await target.AssertWorksAsync(cancellation);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task ProcessThatIsTraced_NamesTheTracer()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation);
        using (await OtherTracer.SeizeAsync(target.Id))
        {
            var named = string.Create(CultureInfo.InvariantCulture, $"is already traced by process {Environment.ProcessId} (");
            await using var freeze = ToolRun.Diagnose(target.Id, "--mode", "freeze");
            Assert.Contains(named, (await freeze.EndAsync(cancellation)).AssertFailed(ExitCodes.CouldNotLook), StringComparison.Ordinal);

            // Reading takes no tracer's place.
            await using var tool = ToolRun.Diagnose(target.Id);
            var result = await tool.EndAsync(cancellation);
            Assert.Contains(named, result.Errors, StringComparison.Ordinal);
            Assert.Contains("UNR4001", result.Output, StringComparison.Ordinal);
            Assert.Contains("The process was not stopped", result.Output, StringComparison.Ordinal);
        }

        await target.AssertWorksAsync(cancellation);
    }
}
