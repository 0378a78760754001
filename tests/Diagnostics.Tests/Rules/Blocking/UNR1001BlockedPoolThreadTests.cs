using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Blocking;

namespace Unravel.Diagnostics.Tests.Rules.Blocking;

public sealed class UNR1001BlockedPoolThreadTests
{
    [Fact]
    public void WorkersAtOneLineOnOneChain_AreOneFinding()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Task("Shop.LoadAsync#1", awaits: "Db.QueryAsync#1", line: 20).Task("Db.QueryAsync#1", awaits: "Task.Delay#1", line: 31)
            .Task("Task.Delay#1", kind: TaskKind.Delay)
            .Task("Shop.LoadAsync#2", awaits: "Db.QueryAsync#2", line: 20).Task("Db.QueryAsync#2", awaits: "Task.Delay#2", line: 31)
            .Task("Task.Delay#2", kind: TaskKind.Delay)
            .Thread("1", blocksOn: "Shop.LoadAsync#1", at: "Shop.Load:12", kind: ThreadKind.Pool)
            .Thread("2", blocksOn: "Shop.LoadAsync#2", at: "Shop.Load:12", kind: ThreadKind.Pool)));

        Assert.Equal(["2 pool workers are", "Shop.Load", "Shop.LoadAsync"], finding.Arguments);
        Assert.Equal(
        [
            "2 threads block at Shop.cs:12",
            "for the task of Shop.cs:20",
            "which awaits Db.cs:31",
            "which waits for a timer ",
        ], finding.Evidence.Select(item => $"{item.Text} {item.Frames.FirstOrDefault()?.Frame.Line}"));
    }

    [Fact]
    public void LinesAndChains_TellGroupsApartLargestFirst()
    {
        var findings = Found(Snapshots.Of()
            .Task("A", awaits: "L1").Task("A#2", awaits: "L2").Task("L1").Task("L2")
            .Threads(2, "a", blocksOn: "A", at: "Shop.Load:1", kind: ThreadKind.Pool)
            .Threads(3, "b", blocksOn: "A#2", at: "Shop.Load:1", kind: ThreadKind.Pool)
            .Threads(4, "c", blocksOn: "A", at: "Shop.Load:2", kind: ThreadKind.Pool));

        Assert.Equal(["4 pool workers are", "3 pool workers are", "2 pool workers are"], findings.Select(finding => finding.Arguments[0]));
    }

    [Fact]
    public void StateOfTheAwait_TellsGroupsApart() =>
        Assert.Equal(2, Found(Snapshots.Of().Task("A#1", state: 0).Task("A#2", state: 1)
            .Thread("1", blocksOn: "A#1", at: "S.M:1", kind: ThreadKind.Pool)
            .Thread("2", blocksOn: "A#2", at: "S.M:1", kind: ThreadKind.Pool)).Count);

    [Fact]
    public void TaskThatWasNotFound_IsStillABlockedWorker()
    {
        var finding = Assert.Single(Found(Snapshots.Of().Thread("1", wait: WaitKind.Tasks, kind: ThreadKind.Pool)));

        Assert.Equal(["1 pool worker is", "native code", "a task that could not be identified"], finding.Arguments);
        Assert.Empty(finding.Evidence);
    }

    [Theory]
    [InlineData(nameof(TaskKind.AsyncMethod), 0, false, "something that could not be told")]
    [InlineData(nameof(TaskKind.AsyncMethod), -1, false, "its own code, which has not come to an await or is running")]
    [InlineData(nameof(TaskKind.AsyncMethod), 0, true, "a worker to go on")]
    [InlineData(nameof(TaskKind.Delay), 0, false, "a timer")]
    [InlineData(nameof(TaskKind.Delegate), 0, false, "Leaf to run")]
    [InlineData(nameof(TaskKind.Semaphore), 0, false, "a SemaphoreSlim")]
    [InlineData(nameof(TaskKind.Promise), 0, false, "a Leaf that somebody has to complete")]
    [InlineData(nameof(TaskKind.Combinator), 0, false, "Leaf")]
    public void Leaf_IsSaidInWords(string kind, int state, bool queued, string words)
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Task("Root", awaits: "Leaf").Task("Leaf", kind: Enum.Parse<TaskKind>(kind), state: state, queued: queued)
            .Thread("1", blocksOn: "Root", at: "S.M:1", kind: ThreadKind.Pool)));

        Assert.Equal($"which waits for {words}", finding.Evidence[^1].Text);
    }

    [Theory]
    [InlineData(nameof(ThreadKind.Dedicated))]
    [InlineData(nameof(ThreadKind.Main))]
    [InlineData(nameof(ThreadKind.Runtime))]
    public void OtherThreads_AreNotThisRule(string kind) =>
        Assert.IsType<Verdict.Clear>(Check(Snapshots.Of().Task("A").Thread("1", blocksOn: "A", at: "S.M:1", kind: Enum.Parse<ThreadKind>(kind))));

    [Fact]
    public void WorkerThatWaitsForALock_IsNotThisRule() =>
        Assert.IsType<Verdict.Clear>(Check(Snapshots.Of().Thread("1", wants: "x", at: "S.M:1", kind: ThreadKind.Pool)));

    private static Verdict Check(Snapshots snapshot) => new UNR1001BlockedPoolThread().Check(snapshot.Graph());

    private static IReadOnlyList<Finding> Found(Snapshots snapshot) => Assert.IsType<Verdict.Found>(Check(snapshot)).Findings;
}
