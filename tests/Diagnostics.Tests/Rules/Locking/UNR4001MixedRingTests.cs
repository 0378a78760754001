using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Locking;

namespace Unravel.Diagnostics.Tests.Rules.Locking;

/// <summary>Rings through reader-writer locks and Thread.Join.</summary>
public sealed class UNR4001MixedRingTests
{
    [Fact]
    public void RingOfFourKinds_IsNamedWithItsModes()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Lock("schedule", WaitableKind.ReaderWriterLock).Lock("speakers", WaitableKind.Lock)
            .Thread("agent", holds: "manifest", wants: "schedule", mode: LockMode.Write)
            .Thread("display", wants: "speakers").Holder("schedule", "display", LockMode.Read)
            .Thread("controller", holds: "speakers", joins: "announcer")
            .Thread("announcer", wants: "manifest")
            .Thread("passenger", wants: "schedule", mode: LockMode.Read)));

        Assert.Equal(["4 threads", "3 locks"], finding.Arguments);
        Assert.Equal(Certainty.Proof, finding.Certainty);
        Assert.Equal(
        [
            "\"agent\" (#1) holds manifest and waits for schedule to write, held by \"display\" (#2) for reading",
            "\"display\" (#2) holds schedule for reading and waits for speakers, held by \"controller\" (#3)",
            "\"controller\" (#3) holds speakers and waits for the end of \"announcer\" (#4)",
            "\"announcer\" (#4) waits for manifest, held by \"agent\" (#1)",
        ], finding.Evidence.Select(item => item.Text));
        Assert.Equal([5], finding.Bystanders);
    }

    [Fact]
    public void ReaderThatWantsAnotherLock_IsARingOnlyIfSomebodyWaitsToWrite()
    {
        Snapshots Of(LockMode mode) => Snapshots.Of().Lock("table", WaitableKind.ReaderWriterLock)
            .Thread("A", wants: "x").Holder("table", "A", LockMode.Read)
            .Thread("B", holds: "x", wants: "table", mode: mode)
            .Thread("U").Holder("table", "U", LockMode.Upgradeable);

        Assert.Single(Found(Of(LockMode.Write)));
        Assert.IsType<Verdict.Clear>(Check(Of(LockMode.Upgradeable)));
    }

    [Fact]
    public void UpgraderThatWaitsForAReaderThatWaitsForItsLock_IsARing()
    {
        var finding = Assert.Single(Found(Snapshots.Of().Lock("table", WaitableKind.ReaderWriterLock)
            .Thread("U", holds: "x", wants: "table", mode: LockMode.Write).Holder("table", "U", LockMode.Upgradeable)
            .Thread("R", wants: "x").Holder("table", "R", LockMode.Read)));

        Assert.Equal(["2 threads", "2 locks"], finding.Arguments);
    }

    [Fact]
    public void InferredReader_MakesTheRingInferred()
    {
        var finding = Assert.Single(Found(Snapshots.Of().Lock("table", WaitableKind.ReaderWriterLock)
            .Thread("A", wants: "x").Holder("table", "A", LockMode.Read, "the code that gives it back")
            .Thread("B", holds: "x", wants: "table", mode: LockMode.Write)));

        Assert.Equal((Certainty.Inferred, "the code that gives it back"), (finding.Certainty, finding.InferredFrom));
    }

    [Fact]
    public void HoldersThatCouldNotBeRead_AreNotTakenForNobody() =>
        Assert.IsType<Verdict.CannotTell>(Check(Snapshots.Of()
            .Thread("A", wants: "table", mode: LockMode.Write)
            .Lock("table", WaitableKind.ReaderWriterLock, ownerUnknown: "who reads it cannot be read on this runtime")));

    [Fact]
    public void RingThroughAnInitialisation_IsAnotherFault() =>
        Assert.IsType<Verdict.Clear>(Check(Snapshots.Of().Lock("Settings", WaitableKind.TypeInitializer)
            .Thread("A", holds: "Settings", wants: "x").Thread("B", holds: "x", wants: "Settings")));

    [Fact]
    public void ThreadThatWaitsForItsOwnRead_IsAnotherFault() =>
        Assert.IsType<Verdict.Clear>(Check(Snapshots.Of().Lock("table", WaitableKind.ReaderWriterLock)
            .Thread("A", wants: "table", mode: LockMode.Write).Holder("table", "A", LockMode.Read)));

    private static Verdict Check(Snapshots snapshot) => new UNR4001LockCycle().Check(snapshot.Graph());

    private static IReadOnlyList<Finding> Found(Snapshots snapshot) => Assert.IsType<Verdict.Found>(Check(snapshot)).Findings;
}
