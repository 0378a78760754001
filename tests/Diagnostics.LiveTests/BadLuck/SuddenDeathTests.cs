using System.Diagnostics;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.BadLuck;

/// <summary>The tool or its worker is killed, as by the kernel when memory runs out: the target goes on.</summary>
public sealed class SuddenDeathTests(HangsFixture hangs)
{
    private const int Count = 20;

    [Fact(Timeout = Deadlines.Long)]
    public async Task ToolThatIsKilled_LeavesTheTargetRunning()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "busy-workers", cancellation);
        foreach (var moment in Moments.Spread(await MeasureAsync(target, cancellation), Count))
        {
            await using var tool = ToolRun.Diagnose(target.Id);
            await Task.Delay(moment, cancellation);
            Signals.TryKill(tool.Id);
            await tool.EndAsync(cancellation);
            while (tool.Children().Count > 0)
            {
                // The worker notices that the pipe has closed.
                await Task.Delay(1, cancellation);
            }

            await target.AssertWorksAsync(cancellation);
        }
    }

    [Fact(Timeout = Deadlines.Long)]
    public async Task WorkerThatIsKilled_IsOneSentence()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "busy-workers", cancellation);
        var failures = 0;
        foreach (var moment in Moments.Spread(await MeasureAsync(target, cancellation), Count))
        {
            await using var tool = ToolRun.Diagnose(target.Id);
            while (tool.Children().Count == 0 && !tool.HasExited)
            {
                await Task.Delay(1, cancellation);
            }

            await Task.Delay(moment, cancellation);
            foreach (var worker in tool.Children())
            {
                Signals.TryKill(worker);
            }

            var result = await tool.EndAsync(cancellation);
            if (result.ExitCode != 0)
            {
                Assert.Contains($"process {target.Id}", result.AssertFailed(ExitCodes.CouldNotLook), StringComparison.Ordinal);
                failures++;
            }

            await target.AssertWorksAsync(cancellation);
        }

        Assert.NotEqual(0, failures);
    }

    private static async Task<TimeSpan> MeasureAsync(Target target, CancellationToken cancellation)
    {
        var begin = Stopwatch.GetTimestamp();
        await using var tool = ToolRun.Diagnose(target.Id);
        Assert.Equal(0, (await tool.EndAsync(cancellation)).ExitCode);
        return Stopwatch.GetElapsedTime(begin);
    }
}
