using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>.NET 8, brought along by the program.</summary>
public sealed class Net8VerdictTests(HangsFixture hangs) : VerdictTests(hangs)
{
    public static TheoryData<string> Verbs => VerbsFor("net8.0");

    [Theory(Timeout = Deadlines.Long)]
    [MemberData(nameof(Verbs))]
    public Task Scenario_HasItsVerdict(string verb) => AssertVerdictAsync(verb);

    private protected override Task<HangScenarios> ProgramsAsync(HangsFixture hangs, CancellationToken cancellation) =>
        hangs.BuildAsync("Debug", "net8.0", cancellation);
}
