using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>The scenarios that need ASP.NET Core, in one configuration.</summary>
public abstract class WebVerdictTests(HangsFixture hangs, string configuration) : VerdictTests(hangs)
{
    public static TheoryData<string> Verbs => [.. HangsFixture.WebScenarios.Select(scenario => scenario.Verb)];

    public static TheoryData<string> FaultyVerbs =>
        [.. HangsFixture.WebScenarios.Where(scenario => !scenario.Healthy).Select(scenario => scenario.Verb)];

    [Theory(Timeout = Deadlines.Long)]
    [MemberData(nameof(Verbs))]
    public Task Scenario_HasItsVerdict(string verb) => AssertVerdictAsync(verb);

    [Theory(Timeout = Deadlines.Long)]
    [MemberData(nameof(FaultyVerbs))]
    public Task RepairedScenario_IsClean(string verb) => AssertRepairedIsCleanAsync(verb);

    private protected override Task<HangScenarios> ProgramsAsync(HangsFixture hangs, CancellationToken cancellation) =>
        hangs.BuildWebAsync(configuration, cancellation);
}

public sealed class WebDebugVerdictTests(HangsFixture hangs) : WebVerdictTests(hangs, "Debug");

public sealed class WebReleaseVerdictTests(HangsFixture hangs) : WebVerdictTests(hangs, "Release");
