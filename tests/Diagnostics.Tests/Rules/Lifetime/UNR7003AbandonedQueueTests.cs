using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Lifetime;

namespace Unravel.Diagnostics.Tests.Rules.Lifetime;

public sealed class UNR7003AbandonedQueueTests
{
    private static readonly UNR7003AbandonedQueue s_rule = new();

    [Fact]
    public void TaskAtALostChannel_IsFoundByTheFieldOfTheChannel()
    {
        var finding = s_rule.Single(LostSnapshots.With(new LostWait(null, 0, 1, 1)));

        Assert.Equal(["Line.Ask waits", "Post._parcels"], finding.Arguments);
        Assert.Contains("Line.cs:5", finding.Evidence[0].Frames[0].Frame.Line!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SignalsAndPromises_AreOtherRules() =>
        Assert.IsType<Verdict.Clear>(s_rule.Check(LostSnapshots.With(new LostWait(4, null, null, 0), new LostWait(null, 0, 2, null))));

    [Fact]
    public void HeapThatWasNotGoneThrough_CannotBeTold() => Assert.IsType<Verdict.CannotTell>(s_rule.Check(LostSnapshots.Unknown));
}
