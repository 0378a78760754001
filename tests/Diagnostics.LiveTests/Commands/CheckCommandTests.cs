using System.Globalization;
using System.Text.RegularExpressions;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.LiveTests.Commands;

/// <summary><c>check</c> as a build server runs it. The hung process is a grandchild, as with <c>dotnet test</c>.</summary>
public sealed class CheckCommandTests(HangsFixture hangs)
{
    [Fact(Timeout = Deadlines.Short)]
    public async Task CommandThatEnds_ReturnsItsOwnExitCode()
    {
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, "check", "--", "sh", "-c", "echo fine; exit 7");

        Assert.Equal((7, "fine\n", ""), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task UnknownProgram_IsOneSentence()
    {
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, "check", "--", "no-such-program-anywhere");

        Assert.Contains("no-such-program-anywhere", result.AssertFailed(ExitCodes.CouldNotLook), StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task DurationWithoutSense_IsAUsageError()
    {
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, "check", "--timeout", "soon", "--", "true");

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("'soon' is no time", result.Errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task HungGrandchild_IsNamedAndEnded()
    {
        using var folder = new TemporaryFolder();
        var result = await CheckAsync("lock-order", folder.Path, "--end");

        Assert.Equal(ExitCodes.CommandStuck, result.ExitCode);
        Assert.Contains("UNR4001", result.Output, StringComparison.Ordinal);
        Assert.Contains(HangsFixture.LineOf(hangs.Programs.Get("lock-order"), hangs.Programs.Get("lock-order").Lines[0]), result.Output, StringComparison.Ordinal);
        var hung = int.Parse(Regex.Match(result.Output, @"process (\d+) has made no progress").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(ProcStat.Parse(new ProcFolder().Read(hung, "stat")) is null or { State: 'Z' }, $"Process {hung} still runs.");
        Assert.Contains("UNR4001", await File.ReadAllTextAsync(Path.Combine(folder.Path, $"unravel-{hung}.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task HealthyButStillCommand_IsSaidToBeStill()
    {
        using var folder = new TemporaryFolder();
        var result = await CheckAsync("idle-host", folder.Path, "--end");

        Assert.Equal(ExitCodes.CommandStill, result.ExitCode);
        Assert.Contains("no fault that the rules know was found", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("UNR", result.Output.Replace("UNRAVEL", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>The shell stays between the tool and the program, as a test runner would.</summary>
    private Task<ToolResult> CheckAsync(string scenario, string artifacts, params string[] options)
    {
        var program = string.Join(' ', hangs.Programs.Command.Select(part => $"'{part}'"));
        return ToolRun.RunAsync(
            TestContext.Current.CancellationToken,
            ["check", "--timeout", "3s", "--artifacts", artifacts, .. options, "--", "sh", "-c", $"{program} {scenario} --parent $$; exit 0"]);
    }
}
