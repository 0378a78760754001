using System.Diagnostics;
using System.Globalization;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.BadLuck;

/// <summary>What was asked for is not there, is something else, or is there twice.</summary>
public sealed class WrongTargetTests(HangsFixture hangs)
{
    [Theory(Timeout = Deadlines.Short)]
    [InlineData("4194304")]
    [InlineData("diagnose", "4194304")]
    [InlineData("-p", "4194304")]
    public async Task NoSuchProcess_IsSaid(params string[] arguments)
    {
        // One more than the kernel's highest process id (PID_MAX_LIMIT).
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, arguments);

        Assert.Contains("There is no process 4194304", result.AssertFailed(ExitCodes.CouldNotLook), StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task ProcessThatIsNotDotNet_IsSaid()
    {
        using var other = Process.Start("sleep", "600");
        try
        {
            var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, other.Id.ToString(CultureInfo.InvariantCulture));

            Assert.Contains("('sleep') runs no .NET runtime", result.AssertFailed(ExitCodes.CouldNotLook), StringComparison.Ordinal);
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task UnknownName_IsSaid()
    {
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, "no-such-program");

        Assert.Contains("called 'no-such-program'", result.AssertFailed(ExitCodes.CouldNotLook), StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task NameOfSeveral_ListsThem()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var one = await hangs.StartAsync("idle-host", cancellation);
        await using var other = await hangs.StartAsync("idle-host", cancellation);

        var result = await ToolRun.RunAsync(cancellation, "--name", "Hangs");

        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Output));
        var lines = result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("processes are called 'Hangs'; give the id of one:", lines[0], StringComparison.Ordinal);
        Assert.All([one.Id, other.Id], id => Assert.Single(lines, line => line.StartsWith($"  {id}  ", StringComparison.Ordinal)));
    }
}
