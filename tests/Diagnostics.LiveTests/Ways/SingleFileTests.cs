using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Ways;

/// <summary>A program that has its runtime inside: the debugging library comes from the installation of the same build.</summary>
public sealed class SingleFileTests(HangsFixture hangs)
{
    private const int Found = 10;

    [Theory(Timeout = Deadlines.Long)]
    [InlineData("freeze")]
    [InlineData("passive")]
    [InlineData("dump")]
    public async Task SingleFile_IsRead(string mode)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var programs = await hangs.PublishSingleFileAsync(cancellation);
        await using var target = await Target.StartAsync(programs, "lock-order", cancellation);
        await using var tool = ToolRun.Diagnose(target.Id, "--mode", mode);

        var result = await tool.EndAsync(cancellation);

        Assert.Equal(Found, result.ExitCode);
        Assert.Contains("\"teller\" (#", result.Output, StringComparison.Ordinal);
        Assert.Contains("waits at Bank.Transfer", result.Output, StringComparison.Ordinal);
        await target.AssertWorksAsync(cancellation);
    }


    [Fact(Timeout = Deadlines.Long)]
    public async Task Doctor_SaysWhereTheLibraryComesFrom()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var programs = await hangs.PublishSingleFileAsync(cancellation);
        await using var target = await Target.StartAsync(programs, "idle-host", cancellation);

        var result = await ToolRun.RunAsync(cancellation, "doctor", $"{target.Id}");

        Assert.Contains("has its runtime inside", result.Output, StringComparison.Ordinal);
    }
}
