using Spectre.Console;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rules;

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
        var report = RuntimeRules.Check(await WorkerRun.LookAsync(target.Id, cancellation));
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Columns;

        TextReport.Write(console, report, new TextOptions());

        var screen = text.ToString();
        var verdict = screen[..screen.IndexOf("\nThreads (", StringComparison.Ordinal)].TrimEnd().Split('\n');
        Assert.NotEmpty(report.Findings);
        Assert.True(verdict.Length <= Lines, screen);
        Assert.All(verdict, line => Assert.InRange(line.Length, 0, Columns));
    }
}
