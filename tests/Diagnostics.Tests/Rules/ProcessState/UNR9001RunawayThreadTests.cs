using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.ProcessState;

namespace Unravel.Diagnostics.Tests.Rules.ProcessState;

public sealed class UNR9001RunawayThreadTests
{
    [Fact]
    public void ThreadThatNeverPauses_IsNamedWithItsLoop()
    {
        var finding = Assert.Single(Assert.IsType<Verdict.Found>(Check(ProgressSnapshots.Runner)).Findings);

        Assert.Equal(["\"parker\" (#4)", "CarPark.Park", "9"], finding.Arguments);
        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.Equal("CarPark.Park", finding.Evidence[0].Frames[0].Frame.Method);
    }

    [Fact]
    public void ThreadThatPauses_IsSilent() => IsSilent(ProgressSnapshots.Runner with { Progress = ProgressSnapshots.Progress(busy: 300, common: 3) });

    [Fact]
    public void ThreadThatDoesThisAndThat_IsSilent() => IsSilent(ProgressSnapshots.Runner with { Progress = ProgressSnapshots.Progress(busy: 400, common: 0) });

    [Fact]
    public void ThreadThatHasRunForAMomentOnly_IsSilent() => IsSilent(ProgressSnapshots.Runner with { ProcessorTime = TimeSpan.FromSeconds(1) });

    [Fact]
    public void OneLook_IsSilent() => IsSilent(ProgressSnapshots.Runner with { Progress = null });

    [Fact]
    public void ThreadOfTheRuntime_IsSilent() => IsSilent(ProgressSnapshots.Runner with { Kind = ThreadKind.Runtime });

    private static void IsSilent(ThreadInfo thread) => Assert.IsType<Verdict.Clear>(Check(thread));

    private static Verdict Check(ThreadInfo thread) => new UNR9001RunawayThread().Check(new WaitForGraph(ProgressSnapshots.With(thread)));
}
