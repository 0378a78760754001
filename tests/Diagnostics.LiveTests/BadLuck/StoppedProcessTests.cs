using Microsoft.Diagnostics.NETCore.Client;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.BadLuck;

/// <summary>A process that a signal has stopped (Ctrl-Z, a job scheduler) answers nothing, and stays as it is.</summary>
public sealed class StoppedProcessTests(HangsFixture hangs)
{
    [Fact(Timeout = Deadlines.Short)]
    public async Task StoppedProcess_IsDiagnosedAndStaysStopped()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation);
        await StopAsync(target, cancellation);
        await using var tool = ToolRun.Diagnose(target.Id);

        var result = await tool.EndAsync(cancellation);

        Assert.Equal((10, ""), (result.ExitCode, result.Errors));
        Assert.All(ProcTree.Threads(target.Id), thread => Assert.Equal((0, 'T'), thread));
        Signal.Send(Signal.Continue, target.Id);
        await target.AssertWorksAsync(cancellation);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task StoppedProcessThatMayNotBeTraced_IsAskedForNothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation);
        await StopAsync(target, cancellation);
        if (Rights.AreOursToGive)
        {
            await using var tool = ToolRun.Start(Rights.WithoutTracing, null, $"{target.Id}");
            var result = await tool.EndAsync(cancellation);
            Assert.Equal(ExitCodes.PartlyChecked, result.ExitCode);
            Assert.Contains($"Process {target.Id} is stopped", result.Errors, StringComparison.Ordinal);
            Assert.Contains($"kill -CONT {target.Id}", result.Errors, StringComparison.Ordinal);
            Assert.Contains("stopped by a signal", result.Output, StringComparison.Ordinal);
            foreach (var mode in new[] { "dump", "events" })
            {
                await using var asked = ToolRun.Diagnose(target.Id, "--mode", mode);
                Assert.Contains("answers no request", (await asked.EndAsync(cancellation)).AssertFailed(ExitCodes.CouldNotLook), StringComparison.Ordinal);
            }
        }

        Signal.Send(Signal.Continue, target.Id);
        await target.AssertWorksAsync(cancellation);

        await target.ServeAllAsync(cancellation);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetTempPath(), $"unravel-{target.Id}-*"));
    }

    private static async Task StopAsync(Target target, CancellationToken cancellation)
    {
        Signal.Send(Signal.Stop, target.Id);
        while (ProcTree.Threads(target.Id).Any(thread => thread.State != 'T'))
        {
            // The signal is on its way to every thread.
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
