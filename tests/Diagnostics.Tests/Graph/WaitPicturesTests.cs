using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Tests.Rendering;

namespace Unravel.Diagnostics.Tests.Graph;

public sealed class WaitPicturesTests
{
    [Fact]
    public void Cycle_IsDrawnWithEachMember()
    {
        var picture = WaitPictures.Of(Situations.LockOrder.Build());

        Assert.Equal(["\"audit\" (#3)", "\"transfer\" (#2)", "Bank._accounts", "Bank._ledger"], picture.Nodes.Where(node => node.IsInCycle).Select(node => node.Label).Order(StringComparer.Ordinal));
        Assert.Equal(4, picture.Edges.Count(edge => edge.IsInCycle));
        Assert.Equal(0, picture.NotDrawn);
    }

    [Fact]
    public void Alike_AreOneNode()
    {
        var picture = WaitPictures.Of(Situations.Starvation.Build());

        var workers = Assert.Single(picture.Nodes, node => node.Label == "pool workers");
        Assert.Equal((3, 3), (workers.Count, workers.Threads.Length));
        Assert.Contains(picture.Nodes, node => node is { Kind: PictureKind.Task, Label: "Orders.LoadAsync", Count: 3 });
    }

    [Fact]
    public void WaitForSeveralObjects_HasAnEdgeToEach()
    {
        var snapshot = Snapshots.Of().Lock("Gate._bell", WaitableKind.WaitHandle).Lock("Gate._phone", WaitableKind.WaitHandle).Thread("A", wait: WaitKind.WaitHandle).Build();
        var waiting = snapshot.Threads[0] with { Wait = snapshot.Threads[0].Wait! with { Several = [0, 1] } };

        var picture = WaitPictures.Of(snapshot with { Threads = [waiting] });

        Assert.Equal(
            ["\"A\" (#1) waits for Gate._bell", "\"A\" (#1) waits for Gate._phone"],
            picture.Edges.Select(edge => $"{Label(picture, edge.From)} {edge.What} {Label(picture, edge.To)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void LongChain_IsDrawnAsFarAsThereIsRoom()
    {
        var snapshots = Snapshots.Of();
        for (var i = 0; i < 600; i++)
        {
            snapshots.Task($"A.Step{i}", awaits: i == 599 ? null : $"A.Step{i + 1}", line: i + 1);
        }

        var picture = WaitPictures.Of(snapshots.Build());

        Assert.Equal(250, picture.Nodes.Length);
        Assert.Equal(350, picture.NotDrawn);
        Assert.All(picture.Edges, edge => Assert.Contains(picture.Nodes, node => node.Id == edge.To));
    }

    [Fact]
    public void StarvedPool_IsANodeBetweenItsWorkersAndWhatIsQueued()
    {
        var picture = WaitPictures.Of(Snapshots.Of()
            .Thread("a", blocksOn: "Orders.Load", at: "Orders.Get:3", kind: ThreadKind.Pool)
            .Thread("b", blocksOn: "Orders.Load", at: "Orders.Get:3", kind: ThreadKind.Pool)
            .Task("Orders.Load", queued: true).Task("Later", kind: TaskKind.Delegate).Pool(7).Build());

        var pool = Assert.Single(picture.Nodes, node => node.Kind == PictureKind.Pool);
        Assert.Equal("thread pool, 7 queued", pool.Label);
        Assert.Equal(
            ["Later queued for thread pool, 7 queued", "Orders.Load queued for thread pool, 7 queued", "pool workers blocks on Orders.Load", "thread pool, 7 queued has no worker but pool workers"],
            picture.Edges.Select(edge => $"{Label(picture, edge.From)} {edge.What} {Label(picture, edge.To)}").Order(StringComparer.Ordinal));
        Assert.All(picture.Edges.Where(edge => edge.What != "blocks on"), edge => Assert.NotNull(edge.InferredFrom));
        Assert.DoesNotContain(picture.Nodes, node => node.IsInCycle);
    }

    [Fact]
    public void IdlePool_IsNotDrawn() =>
        Assert.DoesNotContain(WaitPictures.Of(Snapshots.Of().Thread("a", activity: ThreadActivity.Idle, kind: ThreadKind.Pool).Task("A.B", awaits: "Delay").Task("Delay", kind: TaskKind.Delay).Pool(0).Build()).Nodes, node => node.Kind == PictureKind.Pool);

    [Fact]
    public void TimersAndChildren_AreNodes()
    {
        var snapshot = Snapshots.Of().Thread("main", at: "A.Run:1", wait: WaitKind.ChildProcess).Task("A.B", awaits: "Delay").Task("Delay", kind: TaskKind.Delay).Build();
        var picture = WaitPictures.Of(snapshot with
        {
            Tasks = snapshot.Tasks with { MillisecondsLeftOf = [-1, 5000] },
            Threads = [snapshot.Threads[0] with { Wait = snapshot.Threads[0].Wait! with { Process = 12 } }],
            Children = [new ChildProcess { Id = 12, Parent = snapshot.Target.ProcessId, Name = "sort" }],
        });

        Assert.Contains(picture.Edges, edge => Label(picture, edge.From) == "Delay" && edge.What == "completed by" && Label(picture, edge.To) == "timers");
        Assert.Contains(picture.Edges, edge => edge.What == "waits for the end of" && Label(picture, edge.To) == "sort (12)" && edge.InferredFrom is null);
    }

    private static string Label(WaitPicture picture, int id) => picture.Nodes.Single(node => node.Id == id).Label;

    [Fact]
    public void NobodyWaits_IsEmpty() => Assert.Empty(WaitPictures.Of(Snapshots.Of().Thread("a", at: "A.B:1").Build()).Nodes);
}
