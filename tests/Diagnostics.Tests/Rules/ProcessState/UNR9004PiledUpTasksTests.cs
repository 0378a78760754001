using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.ProcessState;

namespace Unravel.Diagnostics.Tests.Rules.ProcessState;

public sealed class UNR9004PiledUpTasksTests
{
    private readonly UNR9004PiledUpTasks _rule = new();
    private readonly SnapshotBuilder _snapshot = new();

    [Fact]
    public void HundredCallsOnOnePromise_AreASummary()
    {
        var promise = _snapshot.Task("Task<int>", TaskKind.Promise);
        AddCalls(100, () => promise);

        var finding = Assert.Single(_snapshot.Find(_rule));

        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.Equal(["100", "one and the same Task<int> that somebody has to complete"], finding.Arguments);
        Assert.Equal("100 of them at", Assert.Single(finding.Evidence).Text);
        Assert.Null(Catalog.Rules.Get("UNR9004").ExitCode);
    }

    [Fact]
    public void CallsOnASemaphore_NameItAndItsHolder()
    {
        var gate = _snapshot.Semaphore("Cache._gate");
        AddCalls(120, () => _snapshot.Waiter(gate));
        _snapshot.Takes(gate, _snapshot.Method("Cache.FillAsync", _snapshot.Task("Task.Delay", TaskKind.Delay)), line: 7);

        var finding = Assert.Single(_snapshot.Find(_rule));

        Assert.Equal(["120", "Cache._gate"], finding.Arguments);
        Assert.Contains(finding.Evidence, evidence => evidence.Text == "held by Cache.FillAsync, which waits for a timer, taken at" && evidence.Frames[0].Frame.Line!.Number == 7);
    }

    [Fact]
    public void FewCalls_AreSilent()
    {
        var promise = _snapshot.Task("Task<int>", TaskKind.Promise);
        AddCalls(99, () => promise);

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void EachItsOwnPromise_IsSilent()
    {
        AddCalls(300, () => _snapshot.Task("Task<int>", TaskKind.Promise));

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void OneTimer_IsSilent()
    {
        var delay = _snapshot.Task("Task.Delay", TaskKind.Delay);
        AddCalls(300, () => delay);

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void CallThatReadsInput_IsSilent()
    {
        var read = _snapshot.Method("Stream.ReadAsync");
        AddCalls(300, () => read);

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    [Fact]
    public void QueueBehindARing_IsLeftToTheRing()
    {
        var first = _snapshot.Method("Modules.AAsync");
        _snapshot.Awaits(first, first);
        AddCalls(300, () => first);

        Assert.IsType<Verdict.Clear>(_snapshot.Check(_rule));
    }

    private void AddCalls(int count, Func<int> awaited)
    {
        for (var i = 0; i < count; i++)
        {
            _snapshot.Method("Shop.QuoteAsync", awaited());
        }
    }
}
