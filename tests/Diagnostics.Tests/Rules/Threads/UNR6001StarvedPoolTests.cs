using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Threads;

namespace Unravel.Diagnostics.Tests.Rules.Threads;

public sealed class UNR6001StarvedPoolTests
{
    [Theory]
    [InlineData(10, 0, 5, "Found")]
    [InlineData(9, 1, 5, "Found")]
    [InlineData(90, 10, 1, "Found")]
    [InlineData(89, 11, 1, "Clear")]
    [InlineData(8, 1, 5, "Clear")]
    [InlineData(1, 0, 1, "Found")]
    [InlineData(10, 0, 0, "Clear")]
    [InlineData(10, 0, null, "CannotTell")]
    [InlineData(8, 2, null, "Clear")]
    [InlineData(0, 10, 500, "Clear")]
    [InlineData(0, 0, 500, "Clear")]
    public void NineOfTenBlockedWithWorkQueued_IsStarvation(int blocked, int running, int? queued, string verdict) =>
        Assert.Equal(verdict, Check(Pool(blocked).Threads(running, "r", kind: ThreadKind.Pool).Pool(queued)).GetType().Name);

    [Theory]
    [InlineData(1, 1, "Found")]
    [InlineData(1, 2, "Found")]
    [InlineData(1, 7, "Clear")]
    [InlineData(18, 20, "Found")]
    [InlineData(18, 22, "Clear")]
    public void WorkersThatAreStarted_AreRelief(int blocked, int counted, string verdict) =>
        Assert.Equal(verdict, Check(Pool(blocked).Pool(5, workers: counted)).GetType().Name);

    [Fact]
    public void EveryWholePercentage_IsDecidedExactly() =>
        Assert.All(Enumerable.Range(1, 60), tens =>
        {
            Assert.IsType<Verdict.Found>(Check(Pool(9 * tens).Threads(tens, "r", kind: ThreadKind.Pool).Pool(1)));
            Assert.IsType<Verdict.Clear>(Check(Pool((9 * tens) - 1).Threads(tens + 1, "r", kind: ThreadKind.Pool).Pool(1)));
        });

    [Fact]
    public void IdleWorker_MeansNoStarvation() =>
        Assert.IsType<Verdict.Clear>(Check(Pool(500).Threads(1, "i", kind: ThreadKind.Pool, activity: ThreadActivity.Idle).Pool(9000)));

    [Fact]
    public void ProcessWithoutAPool_IsClear() => Assert.IsType<Verdict.Clear>(Check(Pool(10)));

    [Fact]
    public void BlockedThreadsOfTheProgram_AreNoWorkers() =>
        Assert.IsType<Verdict.Clear>(Check(Snapshots.Of().Threads(10, "T", wait: WaitKind.Join).Pool(9)));

    [Fact]
    public void QueueThatCouldNotBeCounted_IsGivenAsTheReason() =>
        Assert.Equal("the queue is gone", Assert.IsType<Verdict.CannotTell>(Check(Pool(3).Pool(null, "the queue is gone"))).Because);

    [Fact]
    public void Blockers_AreGroupedByLineMostFrequentFirst()
    {
        var finding = Found(Snapshots.Of()
            .Task("Shop.LoadAsync").Lock("Cache._gate")
            .Threads(2, "a", wants: "Cache._gate", at: "Cache.Get:9", kind: ThreadKind.Pool)
            .Threads(3, "b", blocksOn: "Shop.LoadAsync", at: "Shop.Load:12", kind: ThreadKind.Pool)
            .Threads(1, "c", at: "Retry.Again:7", kind: ThreadKind.Pool, activity: ThreadActivity.Sleeping)
            .Threads(1, "d", kind: ThreadKind.Pool, wait: WaitKind.Task)
            .Pool(40));

        Assert.Equal(["7", "7", "40"], finding.Arguments);
        Assert.Equal(
        [
            "3 workers block on the task of Shop.LoadAsync (UNR1001), at Shop.cs:12",
            "2 workers block on Cache._gate, at Cache.cs:9",
            "1 worker blocks in Thread.Sleep, at Retry.cs:7",
            "1 worker blocks on a task (UNR1001) ",
        ], finding.Evidence.Select(item => $"{item.Text} {item.Frames.FirstOrDefault()?.Frame.Line}"));
        Assert.Equal([3, 4, 5], finding.Evidence[0].Threads);
        Assert.Equal((Certainty.Inferred, true), (finding.Certainty, finding.InferredFrom!.Contains("90 %", StringComparison.Ordinal)));
    }

    [Fact]
    public void ManyPlaces_AreSummedUpAfterTheFifth()
    {
        var finding = Found(Enumerable.Range(1, 12).Aggregate(Snapshots.Of(), (snapshot, i) =>
            snapshot.Threads(20 - i, $"p{i}", wait: WaitKind.WaitHandle, at: $"P.M:{i}", kind: ThreadKind.Pool)).Pool(1));

        Assert.Equal(6, finding.Evidence.Length);
        Assert.Equal("and 77 more at 7 other places", finding.Evidence[^1].Text);
    }

    private static Snapshots Pool(int blocked) => Snapshots.Of().Threads(blocked, "w", wait: WaitKind.Task, kind: ThreadKind.Pool);

    private static Verdict Check(Snapshots snapshot) => new UNR6001StarvedPool().Check(snapshot.Graph());

    private static Finding Found(Snapshots snapshot) => Assert.Single(Assert.IsType<Verdict.Found>(Check(snapshot)).Findings);
}
