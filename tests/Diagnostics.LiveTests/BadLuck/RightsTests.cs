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

        var sentence = (await tool.EndAsync(cancellation)).AssertFailed(ExitCodes.CouldNotLook);

        if (isRoot)
        {
            Assert.Contains($"Process {target.Id} belongs to user 'root' and this is user 'nobody'", sentence, StringComparison.Ordinal);
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
        Assert.Equal(denied, result.Output.Contains("to write a dump, which is removed again", StringComparison.Ordinal));
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
            await using var tool = ToolRun.Diagnose(target.Id);
            var sentence = (await tool.EndAsync(cancellation)).AssertFailed(ExitCodes.CouldNotLook);

            Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"is already traced by process {Environment.ProcessId} ("), sentence, StringComparison.Ordinal);
        }

        await target.AssertWorksAsync(cancellation);
    }
}
