using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>Every scenario through the real executable, in one build of the scenarios; a class a build, so that they run side by side.</summary>
public abstract class VerdictTests(HangsFixture hangs)
{
    /// <summary>Where the scenarios come from, and the settings of the runtime they run with.</summary>
    private protected abstract Task<HangScenarios> ProgramsAsync(HangsFixture hangs, CancellationToken cancellation);

    private protected virtual TargetSettings Settings => new();

    private protected static TheoryData<string> VerbsFor(string framework) =>
        [.. All.Where(scenario => scenario.Frameworks.Contains(framework)).Select(scenario => scenario.Verb)];

    private protected static TheoryData<string> FaultyVerbsFor(string framework) =>
        [.. All.Where(scenario => !scenario.Healthy && scenario.Frameworks.Contains(framework)).Select(scenario => scenario.Verb)];

    private protected async Task AssertVerdictAsync(string verb)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var programs = await ProgramsAsync(hangs, cancellation);
        await using var target = await Target.StartAsync(programs, verb, cancellation, Settings);
        await using var tool = ToolRun.Diagnose(target.Id);

        PrintedVerdict.AssertIsThatOf(programs.Get(verb), await tool.EndAsync(cancellation));
        await target.AssertWorksAsync(cancellation);
    }

    private protected async Task AssertRepairedIsCleanAsync(string verb)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var programs = await ProgramsAsync(hangs, cancellation);
        await using var target = await Target.StartAsync(programs, verb, cancellation, Settings with { Options = ["--repaired"] });
        await using var tool = ToolRun.Diagnose(target.Id);

        PrintedVerdict.AssertClean(await tool.EndAsync(cancellation));
        await target.AssertWorksAsync(cancellation);
    }

    private static IReadOnlyList<HangScenario> All => HangScenarios.BesideTheTool().All;
}
