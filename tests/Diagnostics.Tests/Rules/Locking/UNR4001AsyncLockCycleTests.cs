using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Locking;

namespace Unravel.Diagnostics.Tests.Rules.Locking;

public sealed class UNR4001AsyncLockCycleTests
{
    private readonly UNR4001AsyncLockCycle _rule = new();
    private readonly SnapshotBuilder _snapshot = new();

    [Fact]
    public void TwoAsyncMethodsOnTwoSemaphores_AreInferred()
    {
        MakeRing(capacity: 1);

        var finding = Assert.Single(_snapshot.Find(_rule));

        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.NotNull(finding.InferredFrom);
        Assert.Equal(["2 async calls", "2 locks"], finding.Arguments);
        var texts = finding.Evidence.Select(evidence => evidence.Text).ToArray();
        Assert.Contains("Bank.TransferAsync holds Bank._accounts and waits for Bank._ledger, held by Bank.AuditAsync", texts);
        Assert.Contains("Bank.AuditAsync holds Bank._ledger and waits for Bank._accounts, held by Bank.TransferAsync", texts);
    }

    [Fact]
    public void EachSide_HasTheLineThatTookAndTheLineThatWaits()
    {
        MakeRing(capacity: 1);

        var lines = Assert.Single(_snapshot.Find(_rule)).Evidence
            .SelectMany(evidence => evidence.Frames)
            .Select(frame => $"{frame.What} {frame.Frame.Line!.Number}");

        Assert.Equal(
            ["awaits at 12", "awaits at 22", "took Bank._accounts at 11", "took Bank._ledger at 21"],
            lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void CallerBetween_StandsWithItsOwnAwait()
    {
        var (accounts, ledger) = (_snapshot.Semaphore("Bank._accounts"), _snapshot.Semaphore("Bank._ledger"));
        var post = _snapshot.Method("Bank.PostAsync", _snapshot.Waiter(ledger), line: 33);
        var transfer = _snapshot.Method("Bank.TransferAsync", post, line: 12);
        var audit = _snapshot.Method("Bank.AuditAsync", _snapshot.Waiter(accounts), line: 22);
        _snapshot.Takes(accounts, transfer).Takes(ledger, audit);

        var finding = Assert.Single(_snapshot.Find(_rule));

        var frames = finding.Evidence.SelectMany(evidence => evidence.Frames).Select(frame => frame.Frame);
        Assert.Contains(frames, frame => frame is { Method: "Bank.PostAsync", Line.Number: 33 });
    }

    [Fact]
    public void OthersThatQueue_AreCountedApart()
    {
        var (accounts, _) = MakeRing(capacity: 1);
        var outer = _snapshot.Method("Bank.PrintAsync", _snapshot.Method("Bank.ReadAsync", _snapshot.Waiter(accounts)));

        var finding = Assert.Single(_snapshot.Find(_rule));

        Assert.Contains(finding.Evidence, evidence => evidence.Text.StartsWith("1 more async call queues", StringComparison.Ordinal));
        Assert.DoesNotContain(finding.Evidence, evidence => evidence.Text.Contains("PrintAsync", StringComparison.Ordinal));
        Assert.True(outer > 0);
    }

    [Fact]
    public void SemaphoreWithAFreeHolder_IsSilent()
    {
        var (accounts, _) = MakeRing(capacity: 2);
        _snapshot.Takes(accounts, _snapshot.Method("Bank.ReadAsync", _snapshot.Task("Task.Delay", TaskKind.Delay)));

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void SemaphoreWithAHolderThatNobodyKnows_IsSilent()
    {
        MakeRing(capacity: 2);

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void SemaphoreWithoutMaximum_IsTakenForOne()
    {
        MakeRing(capacity: null);

        Assert.Single(_snapshot.Find(_rule));
    }

    [Fact]
    public void ThreadAndAsyncMethod_MakeARingToo()
    {
        var gate = _snapshot.Semaphore("Cache._gate");
        var table = _snapshot.Waitable(WaitableKind.Monitor, "Cache._table", owner: 1);
        var waiter = _snapshot.Waiter(gate);
        var thread = _snapshot.Thread("loader", SnapshotBuilder.On(WaitKind.Task, task: _snapshot.Method("Cache.LoadAsync", waiter)), ThreadKind.Dedicated, new HeldLock(table, 0));
        var worker = _snapshot.Thread("worker", SnapshotBuilder.On(WaitKind.Monitor, table));
        _snapshot.Takes(gate, thread: worker);

        var finding = Assert.Single(_snapshot.Find(_rule));

        Assert.Equal(1, thread);
        Assert.Equal(["2 threads", "2 locks"], finding.Arguments);
        Assert.Contains(finding.Evidence, evidence => evidence.Text == "\"worker\" (#2) holds Cache._gate and waits for Cache._table, held by \"loader\" (#1)");
    }

    [Fact]
    public void RunningMethodThatBlocks_PassesThroughItsThread()
    {
        var (gate, other) = (_snapshot.Semaphore("Cache._gate"), _snapshot.Semaphore("Cache._other"));
        var worker = _snapshot.Thread("worker", SnapshotBuilder.On(WaitKind.SemaphoreSlim, gate));
        var load = _snapshot.Method("Cache.LoadAsync", _snapshot.RunningMethod("Cache.ReadAsync", worker));
        _snapshot.Takes(gate, _snapshot.Method("Cache.FillAsync", _snapshot.Waiter(other))).Takes(other, load);

        Assert.Single(_snapshot.Find(_rule));
    }

    [Fact]
    public void RingOfMonitorsOnly_IsLeftToTheProof()
    {
        var first = _snapshot.Waitable(WaitableKind.Monitor, "Bank._a", owner: 1);
        var second = _snapshot.Waitable(WaitableKind.Monitor, "Bank._b", owner: 2);
        _snapshot.Thread("teller", SnapshotBuilder.On(WaitKind.Monitor, second), ThreadKind.Dedicated, new HeldLock(first, 0));
        _snapshot.Thread("auditor", SnapshotBuilder.On(WaitKind.Monitor, first), ThreadKind.Dedicated, new HeldLock(second, 0));

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
        Assert.Equal(Certainty.Proof, Assert.Single(_snapshot.Find(new UNR4001LockCycle())).Certainty);
    }

    [Fact]
    public void RingOfSemaphores_IsNoProof()
    {
        MakeRing(capacity: 1);

        Assert.IsType<Verdict.Clear>(_snapshot.Check(new UNR4001LockCycle()));
    }

    [Fact]
    public void QueueAtOneSemaphore_IsSilent()
    {
        var gate = _snapshot.Semaphore("Cache._gate");
        for (var i = 0; i < 40; i++)
        {
            _snapshot.Method("Cache.LoadAsync", _snapshot.Waiter(gate));
        }

        _snapshot.Takes(gate, _snapshot.Method("Cache.FillAsync", _snapshot.Task("Task.Delay", TaskKind.Delay)));

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    private (int Accounts, int Ledger) MakeRing(int? capacity)
    {
        var (accounts, ledger) = (_snapshot.Semaphore("Bank._accounts", capacity), _snapshot.Semaphore("Bank._ledger"));
        var transfer = _snapshot.Method("Bank.TransferAsync", _snapshot.Waiter(ledger), line: 12);
        var audit = _snapshot.Method("Bank.AuditAsync", _snapshot.Waiter(accounts), line: 22);
        _snapshot.Takes(accounts, transfer, line: 11).Takes(ledger, audit, line: 21);
        return (accounts, ledger);
    }
}
