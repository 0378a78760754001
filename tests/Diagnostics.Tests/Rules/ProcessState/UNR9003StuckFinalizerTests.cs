using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.ProcessState;

namespace Unravel.Diagnostics.Tests.Rules.ProcessState;

public sealed class UNR9003StuckFinalizerTests
{
    [Fact]
    public void FinalizerThatWaits_IsNamedWithWhatItWaitsFor()
    {
        var finding = Assert.Single(Assert.IsType<Verdict.Found>(Check(ProgressSnapshots.Finalizer)).Findings);

        Assert.Equal(["Journal.Finalize", "waits for Journal.s_book"], finding.Arguments);
        Assert.Equal([2], finding.Evidence[0].Threads);
    }

    [Fact]
    public void FinalizerThatMoved_IsSilent() =>
        Assert.IsType<Verdict.Clear>(Check(ProgressSnapshots.Finalizer with { Progress = ProgressSnapshots.Progress(busy: 0, common: 1) }));

    [Fact]
    public void FinalizerThreadWithoutWork_IsSilent() => Assert.IsType<Verdict.Clear>(Check(ProgressSnapshots.Finalizer with { Frames = [] }));

    [Fact]
    public void OneLook_CannotTell() => Assert.IsType<Verdict.CannotTell>(Check(ProgressSnapshots.Finalizer with { Progress = null }));

    private static Verdict Check(ThreadInfo thread) => new UNR9003StuckFinalizer().Check(new WaitForGraph(ProgressSnapshots.With(thread)));
}
