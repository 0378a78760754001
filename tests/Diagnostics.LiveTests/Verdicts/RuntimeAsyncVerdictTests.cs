using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>Async methods that the runtime itself suspends, a preview of .NET 10.</summary>
public abstract class RuntimeAsyncVerdictTests(HangsFixture hangs, string configuration) : VerdictTests(hangs)
{
    [Fact(Timeout = Deadlines.Long)]
    public Task Scenario_HasItsVerdict() => AssertVerdictAsync("runtime-async");

    [Fact(Timeout = Deadlines.Long)]
    public Task RepairedScenario_IsClean() => AssertRepairedIsCleanAsync("runtime-async");

    private protected override Task<HangScenarios> ProgramsAsync(HangsFixture hangs, CancellationToken cancellation) =>
        hangs.BuildRuntimeAsync(configuration, cancellation);

    private protected override TargetSettings Settings => TargetSettings.With(("DOTNET_RuntimeAsync", "1"));
}

public sealed class RuntimeAsyncDebugVerdictTests(HangsFixture hangs) : RuntimeAsyncVerdictTests(hangs, "Debug");

public sealed class RuntimeAsyncReleaseVerdictTests(HangsFixture hangs) : RuntimeAsyncVerdictTests(hangs, "Release");
