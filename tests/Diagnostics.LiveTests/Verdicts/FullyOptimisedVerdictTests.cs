using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>Optimised builds without tiers: every method is optimised from its first call on, as in a server that has run for hours.</summary>
public sealed class FullyOptimisedVerdictTests(HangsFixture hangs) : VerdictTests(hangs)
{
    public static TheoryData<string> Verbs => VerbsFor("net10.0");

    [Theory(Timeout = Deadlines.Long)]
    [MemberData(nameof(Verbs))]
    public Task Scenario_HasItsVerdict(string verb) => AssertVerdictAsync(verb);

    private protected override Task<HangScenarios> ProgramsAsync(HangsFixture hangs, CancellationToken cancellation) =>
        hangs.BuildAsync("Release", "net10.0", cancellation);

    private protected override TargetSettings Settings => TargetSettings.With(("DOTNET_TieredCompilation", "0"));
}
