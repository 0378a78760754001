using System.Collections.Immutable;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Tests.Model;

namespace Unravel.Diagnostics.Tests.Graph;

public sealed class CyclesTests
{
    private const int Million = 1_000_000;

    [Theory]
    [InlineData("", "")]
    [InlineData("1>2 2>3", "")]
    [InlineData("0>0", "0")]
    [InlineData("0>1 1>0", "0,1")]
    [InlineData("2>0 0>1 1>2", "0,1,2")]
    [InlineData("0>2 2>1 1>0", "0,2,1")]
    [InlineData("3>1 1>2 2>1", "1,2")]
    [InlineData("0>1 1>0 2>3 3>2 4>2", "0,1;2,3")]
    [InlineData("0>4 4>3 3>0 1>2 2>1", "0,4,3;1,2")]
    public void Rings_AreListedAsTheyWait(string awaits, string rings)
    {
        var rows = Enumerable.Repeat(-1, 5).ToArray();
        foreach (var edge in awaits.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            rows[edge[0] - '0'] = edge[2] - '0';
        }

        Assert.Equal(rings, string.Join(';', Find(rows).Select(ring => string.Join(',', ring))));
    }

    [Fact]
    public void ChainOfAMillionTasks_HasNoRing() => Assert.Empty(Find([.. Enumerable.Range(1, Million - 1), -1]));

    [Fact]
    public void RingOfAMillionTasks_IsOne() => Assert.Equal(Million, Assert.Single(Find([.. Enumerable.Range(1, Million - 1), 0])).Count);

    [Fact]
    public void Ring_GoesFromThreadToLockToThread()
    {
        var graph = Snapshots.Of().Thread("A", holds: "x", wants: "y").Thread("B", holds: "y", wants: "x").Graph();

        var ring = Assert.Single(Cycles.Find(graph));

        Assert.Equal(["A", "y", "B", "x"], ring.Select(node => graph.ThreadAt(node)?.Name ?? graph.WaitableAt(node)!.Field));
    }

    [Fact]
    public void WaitForAThreadThatIsNotThere_EndsThere()
    {
        var snapshot = Snapshots.Of().Thread("A", joins: "B").Thread("B", wants: "x").Build();
        var graph = new WaitForGraph(snapshot with { Threads = snapshot.Threads.RemoveAt(1), Waitables = [snapshot.Waitables[0] with { Owner = 99 }] });

        Assert.Empty(graph.SuccessorsOf(0));
        Assert.Empty(graph.SuccessorsOf(1));
    }

    [Fact]
    public void HoldersBesideTheOwner_AreWaitedForToo()
    {
        var snapshot = Snapshots.Of().Task("Job").Thread("A", wants: "x").Thread("B", wants: "x").Build();
        var graph = new WaitForGraph(snapshot with
        {
            Waitables = [snapshot.Waitables[0] with { Holders = [new Holder(1, null, null), new Holder(99, null, null), new Holder(null, 0, "its code")] }],
            Tasks = snapshot.Tasks with { WaitsForOf = [0] },
        });

        Assert.Equal([0, graph.FirstTask], graph.SuccessorsOf(graph.FirstWaitable));
        Assert.Equal("its code", graph.InferredFrom(graph.FirstWaitable, graph.FirstTask));
        Assert.Null(graph.InferredFrom(graph.FirstWaitable, 0));
        Assert.Equal([0, 2, 3], Assert.Single(Cycles.Find(graph)).Order());
    }

    private static IReadOnlyList<IReadOnlyList<int>> Find(int[] awaits) =>
        Cycles.Find(new WaitForGraph(Snapshots.Of().Build() with { Tasks = Tables.OfOneShape(awaits) }));
}
