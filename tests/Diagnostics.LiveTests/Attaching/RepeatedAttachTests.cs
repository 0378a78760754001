using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Attaching;

/// <summary>A target must survive everything, and a working one is never called stuck.</summary>
public sealed class RepeatedAttachTests(HangsFixture hangs)
{
    private const int AttachesToAWorkingTarget = 50;
    private const int AttachesToACollectingTarget = 10;

    [Fact(Timeout = Deadlines.Long)]
    public async Task WorkingTarget_IsCleanEveryTime()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "busy-workers", cancellation);
        for (var i = 0; i < AttachesToAWorkingTarget; i++)
        {
            await using var tool = ToolRun.Diagnose(target.Id);
            var result = await tool.EndAsync(cancellation);

            Assert.True(result is { ExitCode: ExitCodes.Done, Errors: "" }, $"attach {i}: exit code {result.ExitCode} {result.Errors}{result.Output}");
            await target.AssertWorksAsync(cancellation);
        }
    }

    /// <summary>Caught in the middle of a collection, a heap cannot be walked: that is said, and no fault is made of it.</summary>
    [Fact(Timeout = Deadlines.Long)]
    public async Task CollectingTarget_IsSeenWholeOrItIsSaid()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "collecting", cancellation);
        for (var i = 0; i < AttachesToACollectingTarget; i++)
        {
            await using var tool = ToolRun.Diagnose(target.Id);
            var result = await tool.EndAsync(cancellation);

            Assert.Equal("", result.Errors);
            Assert.True(result.ExitCode is ExitCodes.Done or ExitCodes.PartlyChecked, $"attach {i}: exit code {result.ExitCode} {result.Output}");
            Assert.Equal(
                result.ExitCode == ExitCodes.PartlyChecked || result.Output.Contains("Not seen: ", StringComparison.Ordinal),
                result.Output.Contains("in the middle of a garbage collection", StringComparison.Ordinal));
            await target.AssertWorksAsync(cancellation);
        }
    }
}
