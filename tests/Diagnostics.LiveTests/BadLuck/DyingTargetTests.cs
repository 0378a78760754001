using System.Diagnostics;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.BadLuck;

/// <summary>The target ends while it is looked at.</summary>
public sealed class DyingTargetTests(HangsFixture hangs)
{
    private const int Count = 14;
    private const int Found = 10;

    [Theory(Timeout = Deadlines.Long)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TargetThatIsKilled_IsOneSentence(bool traced)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var through = traced || !Rights.AreOursToGive ? [] : Rights.WithoutTracing;
        var (run, code) = await RunAsync(through, null, cancellation);
        Assert.Equal(Found, code);

        var codes = new List<int>();
        foreach (var moment in Moments.Spread(run, Count))
        {
            codes.Add((await RunAsync(through, moment, cancellation)).Code);
        }

        Assert.All(codes, code => Assert.True(code is ExitCodes.CouldNotLook or Found, $"exit code {code}"));
        Assert.Contains(ExitCodes.CouldNotLook, codes);
    }

    private async Task<(TimeSpan Duration, int Code)> RunAsync(IReadOnlyList<string> through, TimeSpan? moment, CancellationToken cancellation)
    {
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation);
        var begin = Stopwatch.GetTimestamp();
        await using var tool = ToolRun.Start(through, null, $"{target.Id}");
        if (moment is { } wait)
        {
            await Task.Delay(wait, cancellation);
            await target.KillAsync();
        }

        var result = await tool.EndAsync(cancellation);
        if (result.ExitCode != Found)
        {
            // Where a dump is asked for, that was said before.
            var sentence = through.Count == 0 ? result.AssertFailed(ExitCodes.CouldNotLook) : result.Errors;
            Assert.Contains($"{target.Id}", sentence, StringComparison.Ordinal);
            Assert.Equal("", result.Output);
            Assert.InRange(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 2);
        }

        result.AssertNoCrash();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetTempPath(), $"unravel-{target.Id}-*"));
        return (Stopwatch.GetElapsedTime(begin), result.ExitCode);
    }
}
