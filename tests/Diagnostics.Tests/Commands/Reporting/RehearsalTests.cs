using Unravel.Catalog;
using Unravel.Diagnostics.Commands.Reporting;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Commands.Reporting;

public sealed class RehearsalTests
{
    /// <summary>A rehearsal that broke off half-way, or found nothing, would leave the code for a finding to be compiled later.</summary>
    [Fact]
    public void Rehearsal_GoesAllTheWayToFindings()
    {
        var report = Rehearsal.Play();

        Assert.Equal(
            [(RuleIds.LockOrder, Certainty.Proof), (RuleIds.LostCompletion, Certainty.Inferred), (RuleIds.PiledUpTasks, Certainty.Inferred)],
            report.Findings.Select(finding => (finding.RuleId, finding.Certainty)).Order());
    }

    /// <summary>It runs beside the real thing, which must not wait for it.</summary>
    [Fact]
    public void Rehearsals_DoNotDisturbEachOther() =>
        Assert.All(new Report[4].AsParallel().Select(static _ => Rehearsal.Play()).ToArray(), report => Assert.Equal(3, report.Findings.Length));
}
