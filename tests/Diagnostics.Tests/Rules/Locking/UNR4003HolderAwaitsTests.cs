using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Locking;

namespace Unravel.Diagnostics.Tests.Rules.Locking;

public sealed class UNR4003HolderAwaitsTests
{
    private readonly UNR4003HolderAwaits _rule = new();
    private readonly SnapshotBuilder _snapshot = new();

    [Fact]
    public void CalleeThatTakesItAgain_IsInferred()
    {
        var gate = _snapshot.Semaphore("Settings._gate");
        var load = _snapshot.Method("Settings.LoadAsync", _snapshot.Waiter(gate), line: 30);
        _snapshot.Takes(gate, _snapshot.Method("Settings.SaveAsync", load, line: 20), line: 19);

        var finding = Assert.Single(_snapshot.Find(_rule));

        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.Equal(["Settings.SaveAsync waits", "Settings._gate"], finding.Arguments);
        Assert.Equal("Settings.SaveAsync holds Settings._gate and waits for it again", finding.Evidence[0].Text);
        Assert.Equal([19, 20, 30], finding.Evidence[0].Frames.Select(frame => frame.Frame.Line!.Number));
    }

    [Fact]
    public void SameMethodThatTakesItAgain_IsFound()
    {
        var gate = _snapshot.Semaphore("Settings._gate");
        _snapshot.Takes(gate, _snapshot.Method("Settings.SaveAsync", _snapshot.Waiter(gate)));

        Assert.Single(_snapshot.Find(_rule));
        Assert.IsType<Verdict.Clear>(_snapshot.Check(new UNR4001AsyncLockCycle()));
    }

    [Fact]
    public void SemaphoreWithRoomForAnother_IsSilent()
    {
        var gate = _snapshot.Semaphore("Settings._gate", capacity: 2);
        _snapshot.Takes(gate, _snapshot.Method("Settings.SaveAsync", _snapshot.Waiter(gate)));

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void WaitWithATimeLimit_EndsByItself()
    {
        var gate = _snapshot.Semaphore("Settings._gate");
        _snapshot.Takes(gate, _snapshot.Method("Settings.SaveAsync", _snapshot.TimedWaiter(gate, millisecondsLeft: 500)));

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void OtherHolder_IsSilent()
    {
        var gate = _snapshot.Semaphore("Settings._gate");
        _snapshot.Method("Settings.LoadAsync", _snapshot.Waiter(gate));
        _snapshot.Takes(gate, _snapshot.Method("Settings.SaveAsync", _snapshot.Task("Task.Delay", TaskKind.Delay)));

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }
}
