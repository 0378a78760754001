using System.Diagnostics;
using System.Globalization;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.LiveTests.Commands;

/// <summary>The tool as a process of its own, with real signals and real pipes.</summary>
public sealed class ToolProcessTests(HangsFixture hangs)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task CtrlC_EndsTheDemoAndItsChild()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(s_deadline);
        using var tool = Start("demo", "starvation");
        try
        {
            // Said before the child is started, which then needs some hundred milliseconds to be ready.
            Assert.StartsWith("Starting", await tool.StandardError.ReadLineAsync(deadline.Token), StringComparison.Ordinal);
            Signal.Send(Signal.Interrupt, tool.Id);
            await tool.WaitForExitAsync(deadline.Token);

            Assert.Equal(ExitCodes.Cancelled, tool.ExitCode);
            Assert.DoesNotContain(
                DotNetProcesses.OfThisMachine.All(),
                process => process.CommandLine.EndsWith($" --parent {tool.Id}", StringComparison.Ordinal));
        }
        finally
        {
            tool.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task PipedList_IsPlainAndWhole()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var scenario = await hangs.StartAsync("idle-host", cancellation);
        using var tool = Start("ps");

        var output = await tool.StandardOutput.ReadToEndAsync(cancellation);
        await tool.WaitForExitAsync(cancellation);

        Assert.Equal(ExitCodes.Done, tool.ExitCode);
        Assert.DoesNotContain('\u001b', output);
        var line = Assert.Single(output.Split('\n'), line => line.StartsWith($"{scenario.Id} ", StringComparison.Ordinal));
        Assert.Contains(" Hangs ", line, StringComparison.Ordinal);
        Assert.Contains($" {Environment.Version} ", line, StringComparison.Ordinal);
        Assert.EndsWith($" {hangs.Programs.Assembly} idle-host --parent {Environment.ProcessId}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoppedProcess_IsShownAsStopped()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var scenario = await hangs.StartAsync("idle-host", cancellation);
        Signal.Send(Signal.Stop, scenario.Id);
        while (!DotNetProcesses.OfThisMachine.Get(scenario.Id).IsStopped)
        {
            // The signal is on its way to every thread.
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var attach = DotNetProcesses.OfThisMachine.Get(scenario.Id).Attach;

        Assert.Contains(scenario.Id.ToString(CultureInfo.InvariantCulture), attach.Reason, StringComparison.Ordinal);
        Assert.True(attach.MayTry);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(DotNetHost.Find()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Unravel.Diagnostics.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
