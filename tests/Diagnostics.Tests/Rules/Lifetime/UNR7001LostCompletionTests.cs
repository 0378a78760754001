using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Lifetime;

namespace Unravel.Diagnostics.Tests.Rules.Lifetime;

public sealed class UNR7001LostCompletionTests
{
    private static readonly UNR7001LostCompletion s_rule = new();

    [Fact]
    public void ThreadBlockedOnALostPromise_IsFoundWithEveryLine()
    {
        var finding = s_rule.Single(LostSnapshots.With(new LostWait(4, 0, 2, null)));

        Assert.Equal(["\"foreman\" (#4) waits", "a Task<string>"], finding.Arguments);
        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.Equal(
            ["Site.cs:12", "Line.cs:5", "Line.cs:9"],
            finding.Evidence.SelectMany(evidence => evidence.Frames).Select(frame => frame.Frame.Line!.ToString()));
    }

    [Fact]
    public void TaskThatSomebodyKeeps_IsFound() =>
        Assert.Equal("Line.Ask waits", s_rule.Single(LostSnapshots.With(new LostWait(null, 0, 2, null))).Arguments[0]);

    [Fact]
    public void ManyAtOneLine_AreOneFinding()
    {
        var waits = Enumerable.Repeat(new LostWait(null, 0, 2, null), 30).ToArray();

        var finding = s_rule.Single(LostSnapshots.With(waits));
        Assert.Equal("30 tasks wait", finding.Arguments[0]);
        Assert.Equal(["30 waiting:", "which awaits"], finding.Evidence.Select(evidence => evidence.Text));
    }

    [Fact]
    public void SignalsAndQueues_AreOtherRules() =>
        Assert.IsType<Verdict.Clear>(s_rule.Check(LostSnapshots.With(new LostWait(4, null, null, 0), new LostWait(null, 0, 1, 1))));

    [Fact]
    public void PromiseThatAFieldLeadsTo_IsCalledByIt()
    {
        var snapshot = LostSnapshots.With(new LostWait(4, 0, 2, null));

        Assert.Equal("the Task<string> of Line._answer", s_rule.Single(snapshot with { Tasks = snapshot.Tasks with { Named = [new NamedPromise(2, "Line._answer")] } }).Arguments[1]);
    }

    /// <summary>await Task.Delay(Timeout.Infinite): it is what the program means.</summary>
    [Fact]
    public void DelayWithoutEnd_IsClear()
    {
        var snapshot = LostSnapshots.With(new LostWait(4, 0, 2, null));
        var delay = snapshot.Tasks with { Shapes = snapshot.Tasks.Shapes.SetItem(2, new TaskShape("Task.Delay", TaskKind.Delay)) };

        Assert.IsType<Verdict.Clear>(s_rule.Check(snapshot with { Tasks = delay }));
    }

    [Fact]
    public void NothingLost_IsClear() => Assert.IsType<Verdict.Clear>(s_rule.Check(LostSnapshots.Empty));

    [Fact]
    public void HeapThatWasNotGoneThrough_CannotBeTold() =>
        Assert.Equal("the heap is large", Assert.IsType<Verdict.CannotTell>(s_rule.Check(LostSnapshots.Unknown)).Because);
}
