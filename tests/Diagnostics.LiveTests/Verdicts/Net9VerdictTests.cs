using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>.NET 9, brought along by the program.</summary>
public sealed class Net9VerdictTests(HangsFixture hangs) : VerdictTests(hangs)
{
    public static TheoryData<string> Verbs => VerbsFor("net9.0");

    [Theory(Timeout = Deadlines.Long)]
    [MemberData(nameof(Verbs))]
    public Task Scenario_HasItsVerdict(string verb) => AssertVerdictAsync(verb);

    private protected override Task<HangScenarios> ProgramsAsync(HangsFixture hangs, CancellationToken cancellation) =>
        hangs.BuildAsync("Debug", "net9.0", cancellation);
}
