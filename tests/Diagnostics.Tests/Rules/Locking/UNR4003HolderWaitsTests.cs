using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Locking;

namespace Unravel.Diagnostics.Tests.Rules.Locking;

public sealed class UNR4003HolderWaitsTests
{
    [Fact]
    public void ReaderThatAsksToWrite_WaitsForItself()
    {
        var finding = Assert.Single(Found(Article()
            .Thread("editor", wants: "Wiki._article", mode: LockMode.Write, at: "Wiki.Correct:30").Holder("Wiki._article", "editor", LockMode.Read)
            .Thread("visitor", wants: "Wiki._article", mode: LockMode.Read)));

        Assert.Equal(["1 thread waits", "Wiki._article"], finding.Arguments);
        Assert.Equal(Certainty.Proof, finding.Certainty);
        Assert.Equal("\"editor\" (#1) holds Wiki._article for reading and waits for it to write", Assert.Single(finding.Evidence).Text);
        Assert.Equal([2], finding.Bystanders);
    }

    [Fact]
    public void TwoReadersThatBothAskToWrite_AreOneFinding()
    {
        var finding = Assert.Single(Found(Article()
            .Thread("A", wants: "Wiki._article", mode: LockMode.Write).Holder("Wiki._article", "A", LockMode.Read)
            .Thread("B", wants: "Wiki._article", mode: LockMode.Write).Holder("Wiki._article", "B", LockMode.Read)));

        Assert.Equal("2 threads wait", finding.Arguments[0]);
        Assert.Equal("\"A\" (#1) holds Wiki._article for reading and waits for it to write, held by \"B\" (#2) for reading", finding.Evidence[0].Text);
    }

    [Fact]
    public void HolderOfASemaphoreThatIsInferred_MakesTheFindingInferred() =>
        Assert.Equal(Certainty.Inferred, Assert.Single(Found(Snapshots.Of().Lock("gate", WaitableKind.SemaphoreSlim)
            .Thread("A", wants: "gate").Holder("gate", "A", inferredFrom: "its code"))).Certainty);

    [Fact]
    public void MonitorOfItsOwn_LetsItsHolderIn() => AssertClear(Snapshots.Of().Thread("A", holds: "x", wants: "x"));

    [Fact]
    public void UpgraderThatWaitsToWrite_WaitsForOthers() =>
        AssertClear(Article().Thread("U", wants: "Wiki._article", mode: LockMode.Write).Holder("Wiki._article", "U", LockMode.Upgradeable)
            .Thread("R").Holder("Wiki._article", "R", LockMode.Read));

    [Fact]
    public void WriterBehindOtherReaders_IsClear() =>
        AssertClear(Article().Thread("R").Holder("Wiki._article", "R", LockMode.Read).Thread("W", wants: "Wiki._article", mode: LockMode.Write));

    [Fact]
    public void RingOfTwoLocks_IsAnotherFault() =>
        AssertClear(Snapshots.Of().Thread("A", holds: "x", wants: "y").Thread("B", holds: "y", wants: "x"));

    private static Snapshots Article() => Snapshots.Of().Lock("Wiki._article", WaitableKind.ReaderWriterLock);

    private static Verdict Check(Snapshots snapshot) => new UNR4003HolderWaits().Check(snapshot.Graph());

    private static IReadOnlyList<Finding> Found(Snapshots snapshot) => Assert.IsType<Verdict.Found>(Check(snapshot)).Findings;

    private static void AssertClear(Snapshots snapshot) => Assert.IsType<Verdict.Clear>(Check(snapshot));
}
