using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>A verdict fits one screen: everything up to the merged picture, as it is printed without options.</summary>
public sealed class ScreenTests(HangsFixture hangs)
{
    private const int Lines = 40;
    private const int Columns = 120;

    public static TheoryData<string> Verbs =>
        [.. HangScenarios.BesideTheTool().All.Where(scenario => !scenario.Healthy).Select(scenario => scenario.Verb)];

    [Theory(Timeout = Deadlines.Long)]
    [MemberData(nameof(Verbs))]
    public async Task Verdict_FitsOneScreen(string verb)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, verb, cancellation);
        await using var tool = ToolRun.Diagnose(target.Id);
        var result = await tool.EndAsync(cancellation);

        var verdict = result.Output[..result.Output.IndexOf("\nThreads (", StringComparison.Ordinal)].Split('\n');

        Assert.InRange(verdict.Length, 1, Lines);
        Assert.All(verdict, line => Assert.InRange(line.Length, 0, Columns));
    }
}
