using System.Diagnostics;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.BadLuck;

/// <summary>Ctrl-C at many moments: the target does not notice, and nothing is left.</summary>
public sealed class InterruptTests(HangsFixture hangs)
{
    private const int Count = 20;
    private const int Found = 10;

    [Fact(Timeout = Deadlines.Long)]
    public async Task CtrlC_LeavesNothingBehind() => await InterruptAsync([], Count);

    /// <summary>
    /// Meanwhile the target writes a dump for us, which must not appear after we have gone. It cannot be told to stop:
    /// ended by a signal, its writer would leave threads stopped.
    /// </summary>
    [Fact(Timeout = Deadlines.Long)]
    public async Task CtrlCDuringADump_LeavesNothingBehind() =>
        await InterruptAsync(Rights.AreOursToGive ? Rights.WithoutTracing : [], Count / 2);

    /// <summary>A terminal tells all processes in front of it, so the worker too, which may just begin.</summary>
    [Fact(Timeout = Deadlines.Long)]
    public async Task CtrlCInATerminal_LeavesNothingBehind() => await InterruptAsync(["setsid"], Count, isOfTerminal: true);

    private async Task InterruptAsync(IReadOnlyList<string> through, int count, bool isOfTerminal = false)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var target = await Target.StartAsync(
            hangs.Programs, "lock-order", cancellation, TargetSettings.With(("TMPDIR", folder.Path)));
        var begin = Stopwatch.GetTimestamp();
        var ids = new List<int> { target.Id };
        Assert.Equal(Found, await RunAsync(through, folder, target, null, isOfTerminal, ids, cancellation));

        var codes = new List<int>();
        foreach (var moment in Moments.Spread(Stopwatch.GetElapsedTime(begin), count))
        {
            codes.Add(await RunAsync(through, folder, target, moment, isOfTerminal, ids, cancellation));
        }

        Assert.All(codes, code => Assert.True(code is ExitCodes.Cancelled or Found, $"exit code {code}"));
        Assert.Contains(ExitCodes.Cancelled, codes);
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<string> through, TemporaryFolder folder, Target target, TimeSpan? moment, bool isOfTerminal, List<int> ids, CancellationToken cancellation)
    {
        await using var tool = ToolRun.Start(through, folder.Path, $"{target.Id}");
        ids.Add(tool.Id);
        if (moment is { } wait)
        {
            await Task.Delay(wait, cancellation);
            _ = tool.HasExited || Signals.TryInterrupt(isOfTerminal ? -tool.Id : tool.Id);
        }

        var result = await tool.EndAsync(cancellation);
        result.AssertNoCrash();
        if (result.ExitCode == Found || result.Output.Length > 0)
        {
            // Interrupted between its last line and its end, it has said everything and is still ended by the signal.
            Assert.Contains("The process was paused", result.Output, StringComparison.Ordinal);
        }

        while (tool.Children().Count > 0)
        {
            // The worker ends by itself when the tool was ended too early to do it.
            await Task.Delay(1, cancellation);
        }

        // The target's own runtime may have been asked for a dump, which it finishes.
        await target.ServeAllAsync(cancellation);
        await target.AssertWorksAsync(cancellation);

        // A runtime that is interrupted before it listens to signals cannot remove its own socket and pipes: this one, or one before.
        Assert.Empty(folder.FilesNotOf([.. ids]));
        return result.ExitCode;
    }
}
