using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>Optimised builds: calls are inlined, and objects live in registers.</summary>
public sealed class ReleaseVerdictTests(HangsFixture hangs) : VerdictTests(hangs)
{
    public static TheoryData<string> Verbs => VerbsFor("net10.0");

    public static TheoryData<string> FaultyVerbs => FaultyVerbsFor("net10.0");

    [Theory(Timeout = Deadlines.Long)]
    [MemberData(nameof(Verbs))]
    public Task Scenario_HasItsVerdict(string verb) => AssertVerdictAsync(verb);

    [Theory(Timeout = Deadlines.Long)]
    [MemberData(nameof(FaultyVerbs))]
    public Task RepairedScenario_IsClean(string verb) => AssertRepairedIsCleanAsync(verb);

    private protected override Task<HangScenarios> ProgramsAsync(HangsFixture hangs, CancellationToken cancellation) =>
        hangs.BuildAsync("Release", "net10.0", cancellation);
}
