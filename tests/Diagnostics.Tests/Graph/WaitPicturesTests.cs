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
    public void NobodyWaits_IsEmpty() => Assert.Empty(WaitPictures.Of(Snapshots.Of().Thread("a", at: "A.B:1").Build()).Nodes);
}
