using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Blocking;

namespace Unravel.Diagnostics.Tests.Rules.Blocking;

public sealed class UNR1012BlockedContextTests
{
    private const ulong Loop = 0x77;

    private readonly UNR1012BlockedContext _rule = new();
    private readonly SnapshotBuilder _snapshot = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LoopThatWaitsForItsOwnMessage_IsAProof(bool isPosted)
    {
        var load = _snapshot.Method("Window.LoadAsync", line: 8, status: isPosted ? TaskStatusFlags.Queued : TaskStatusFlags.Pending);
        var window = _snapshot.Thread("window", SnapshotBuilder.On(WaitKind.Task, task: load));
        _snapshot.Serves(window, Loop, "MessageLoop").ResumesIn(load, Loop, isPosted);

        var finding = Assert.Single(_snapshot.Find(_rule));

        Assert.Equal(Certainty.Proof, finding.Certainty);
        Assert.Equal(["\"window\" (#1)", "Program.window", "Window.LoadAsync", "MessageLoop"], finding.Arguments);
        Assert.Equal([1, 8], finding.Evidence.SelectMany(evidence => evidence.Frames).Select(frame => frame.Frame.Line!.Number));
    }

    [Fact]
    public void CallerThatNeedsTheThread_IsFoundAboveItsLeaf()
    {
        var load = _snapshot.Method("Window.LoadAsync", _snapshot.Task("Task.Delay", TaskKind.Delay));
        var window = _snapshot.Thread("window", SnapshotBuilder.On(WaitKind.Task, task: load));
        _snapshot.Serves(window, Loop, "MessageLoop").ResumesIn(load, Loop, isPosted: false);

        Assert.Single(_snapshot.Find(_rule));
    }

    [Fact]
    public void OtherContext_IsSilent()
    {
        var load = _snapshot.Method("Window.LoadAsync");
        var window = _snapshot.Thread("window", SnapshotBuilder.On(WaitKind.Task, task: load));
        _snapshot.Serves(window, Loop, "MessageLoop").ResumesIn(load, Loop + 8, isPosted: true);

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void ChainWithoutContext_IsSilent()
    {
        var load = _snapshot.Method("Window.LoadAsync", _snapshot.Task("Task.Delay", TaskKind.Delay));
        _snapshot.Serves(_snapshot.Thread("window", SnapshotBuilder.On(WaitKind.Task, task: load)), Loop, "MessageLoop");

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void ContextWithoutALoopOnTheStack_NeedsTheMessageInItsQueue(bool isPosted, int findings)
    {
        var load = _snapshot.Method("Test.LoadAsync");
        var test = _snapshot.Thread("test", SnapshotBuilder.On(WaitKind.Task, task: load));
        _snapshot.Serves(test, Loop, "TestContext", isOwner: false).ResumesIn(load, Loop, isPosted);

        var found = _snapshot.Find(_rule);

        Assert.Equal(findings, found.Length);
        Assert.All(found, finding => Assert.Equal(Certainty.Inferred, finding.Certainty));
    }

    [Fact]
    public void SecondThreadThatServesTheContext_IsSilent()
    {
        var load = _snapshot.Method("Test.LoadAsync");
        var test = _snapshot.Thread("test", SnapshotBuilder.On(WaitKind.Task, task: load));
        var second = _snapshot.Thread("second", SnapshotBuilder.On(WaitKind.ManualResetEventSlim));
        _snapshot.Serves(test, Loop, "TestContext").Serves(second, Loop, "TestContext").ResumesIn(load, Loop, isPosted: true);

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }
}
