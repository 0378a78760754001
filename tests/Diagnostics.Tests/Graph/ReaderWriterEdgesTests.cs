using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Graph;

/// <summary>Whom a reader-writer lock makes wait for whom: readers stand in a writer's way only.</summary>
public sealed class ReaderWriterEdgesTests
{
    [Fact]
    public void WriterThatWaits_WaitsForEveryReader() =>
        Assert.Equal([1, 2], WaitedForBy("W", Lock()
            .Thread("R1").Thread("R2").Thread("W", wants: "table", mode: LockMode.Write)
            .Holder("table", "R1", LockMode.Read).Holder("table", "R2", LockMode.Read)));

    [Fact]
    public void ReaderThatWaitsBehindAWriter_WaitsForTheReadersToo() =>
        Assert.Equal([1], WaitedForBy("Late", Lock()
            .Thread("R1").Thread("W", wants: "table", mode: LockMode.Write).Thread("Late", wants: "table", mode: LockMode.Read)
            .Holder("table", "R1", LockMode.Read)));

    [Fact]
    public void UpgradeThatWaitsForAnotherUpgrader_DoesNotWaitForReaders() =>
        Assert.Equal([2], WaitedForBy("Late", Lock()
            .Thread("R1").Thread("U").Thread("Late", wants: "table", mode: LockMode.Upgradeable)
            .Holder("table", "R1", LockMode.Read).Holder("table", "U", LockMode.Upgradeable)));

    [Fact]
    public void UpgraderThatWaitsToWrite_WaitsForTheReadersAndNotForItself() =>
        Assert.Equal([1], Successors("U", Lock()
            .Thread("R1").Thread("U", wants: "table", mode: LockMode.Write)
            .Holder("table", "R1", LockMode.Read).Holder("table", "U", LockMode.Upgradeable)));

    [Fact]
    public void UpgraderAlone_IsNoRing() =>
        Assert.Empty(Cycles.Find(Lock()
            .Thread("U", wants: "table", mode: LockMode.Write)
            .Holder("table", "U", LockMode.Upgradeable)
            .Graph()));

    [Fact]
    public void Writer_StandsInEverybodysWay() =>
        Assert.Equal([1], WaitedForBy("R", Lock().Thread("W", holds: "table").Thread("R", wants: "table", mode: LockMode.Read)));

    [Fact]
    public void InferredReader_MakesAnInferredEdge()
    {
        var graph = Lock().Thread("R").Thread("W", wants: "table", mode: LockMode.Write).Holder("table", "R", LockMode.Read, "the code").Graph();

        Assert.Equal("the code", graph.InferredFrom(graph.FirstWaitable, 0));
        Assert.Null(graph.InferredFrom(1, graph.FirstWaitable));
    }

    [Fact]
    public void InferredWait_MakesAnInferredEdge()
    {
        var graph = Lock().Thread("W", holds: "table").Thread("R", wants: "table", waitInferredFrom: "its code").Graph();

        Assert.Equal("its code", graph.InferredFrom(1, graph.FirstWaitable));
    }

    [Fact]
    public void TaskThatAThreadRuns_WaitsForThatThread()
    {
        var graph = Snapshots.Of().Task("Load", kind: TaskKind.Delegate).Thread("A", blocksOn: "Load").Thread("B", runs: "Load", wants: "x").Graph();

        Assert.Equal([1], graph.SuccessorsOf(graph.FirstTask));
    }

    private static Snapshots Lock() => Snapshots.Of().Lock("table", WaitableKind.ReaderWriterLock);

    /// <summary>Managed ids of the threads that the object stands for that the thread waits for.</summary>
    private static IEnumerable<int> WaitedForBy(string thread, Snapshots snapshot)
    {
        var graph = snapshot.Graph();
        var node = Assert.Single(graph.SuccessorsOf(NodeOf(graph, thread)));
        Assert.NotNull(graph.WaitableAt(node));
        return graph.SuccessorsOf(node).Select(to => graph.ThreadAt(to)!.Id).Order();
    }

    private static IEnumerable<int> Successors(string thread, Snapshots snapshot)
    {
        var graph = snapshot.Graph();
        return graph.SuccessorsOf(NodeOf(graph, thread)).Select(to => graph.ThreadAt(to)!.Id);
    }

    private static int NodeOf(WaitForGraph graph, string thread) =>
        graph.NodeOfThread(graph.Snapshot.Threads.Single(item => item.Name == thread).Id)!.Value;
}
