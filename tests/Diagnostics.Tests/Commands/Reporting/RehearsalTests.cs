using Unravel.Catalog;
using Unravel.Diagnostics.Commands.Reporting;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Commands.Reporting;

public sealed class RehearsalTests
{
    /// <summary>A rehearsal that broke off half-way, or found nothing, would leave the code for a finding to be compiled later.</summary>
    [Fact]
    public void Rehearsal_GoesAllTheWayToAFinding()
    {
        var report = Rehearsal.Play();

        var finding = Assert.Single(report.Findings);
        Assert.Equal((RuleIds.LockOrder, Certainty.Proof), (finding.RuleId, finding.Certainty));
        Assert.Equal(2, report.Snapshot.Tasks.Count);
    }

    /// <summary>It runs beside the real thing, which must not wait for it.</summary>
    [Fact]
    public void Rehearsals_DoNotDisturbEachOther() =>
        Assert.All(new Report[4].AsParallel().Select(static _ => Rehearsal.Play()).ToArray(), report => Assert.Single(report.Findings));
}
