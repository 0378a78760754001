using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Model;

public sealed class TaskChainsTests
{
    private const int Million = 1_000_000;

    [Fact]
    public void EqualChains_AreCounted() => AssertChains(
        ["3 A>B", "1 A>C", "1 D"],
        Snapshots.Of()
            .Task("A#1", awaits: "B#1").Task("B#1").Task("A#2", awaits: "B#2").Task("B#2").Task("A#3", awaits: "B#3").Task("B#3")
            .Task("A#4", awaits: "C").Task("C").Task("D"));

    [Fact]
    public void ChainsWithASharedTail_AreCountedByTheirRoots() => AssertChains(
        ["2 A>B>C", "1 D>C"],
        Snapshots.Of().Task("A#1", awaits: "B").Task("A#2", awaits: "B").Task("B", awaits: "C").Task("C").Task("D", awaits: "C"));

    [Fact]
    public void StateOfAnyStep_TellsChainsApart() => AssertChains(
        ["1 A>B", "1 A>B"],
        Snapshots.Of().Task("A#1", awaits: "B#1").Task("B#1", state: 0).Task("A#2", awaits: "B#2").Task("B#2", state: 1));

    [Fact]
    public void FieldThatLeadsToTheEnd_IsThatOfAllEqualChainsOrNone()
    {
        var tasks = Snapshots.Of().Task("A#1", awaits: "P#1").Task("A#2", awaits: "P#1").Task("P#1", kind: TaskKind.Promise)
            .Task("B#1", awaits: "Q#1").Task("Q#1", kind: TaskKind.Promise).Task("B#2", awaits: "Q#2").Task("Q#2", kind: TaskKind.Promise).Build().Tasks;

        var chains = TaskChains.Merge(tasks with { Named = [new NamedPromise(2, "Line._answer"), new NamedPromise(4, "Line._one"), new NamedPromise(6, "Line._other")] });

        Assert.Equal(["Line._answer", null], chains.Select(chain => chain.Field));
        Assert.Equal([2, 2], chains.Select(chain => chain.Count));
    }

    [Fact]
    public void QueuedLeaf_MarksItsChain() => AssertChains(
        ["2 A>B queued", "1 A>B"],
        Snapshots.Of()
            .Task("A#1", awaits: "B#1").Task("B#1", queued: true).Task("A#2", awaits: "B#2").Task("B#2", queued: true)
            .Task("A#3", awaits: "B#3").Task("B#3"));

    [Fact]
    public void ChainIntoARing_EndsWhereTheRingCloses() => AssertChains(
        ["1 A>B>C"],
        Snapshots.Of().Task("A", awaits: "B").Task("B", awaits: "C").Task("C", awaits: "B"));

    [Fact]
    public void RingThatNobodyAwaits_IsShown() => AssertChains(
        ["2 A>B", "1 S"],
        Snapshots.Of().Task("S", awaits: "S").Task("A#1", awaits: "B#1").Task("B#1", awaits: "A#1").Task("A#2", awaits: "B#2").Task("B#2", awaits: "A#2"));

    [Fact]
    public void AMillionEqualTasks_AreOneChain() =>
        Assert.Equal(Million, Assert.Single(TaskChains.Merge(Tables.OfOneShape([.. Enumerable.Repeat(-1, Million)]))).Count);

    [Fact]
    public void ChainOfAMillion_IsShownByItsBeginning() =>
        Assert.Equal(64, Assert.Single(TaskChains.Merge(Tables.OfOneShape([.. Enumerable.Range(1, Million - 1), -1]))).Steps.Length);

    [Fact]
    public void ThousandsOfCallersOfOneLongChain_AreNotFollowedOneByOne()
    {
        const int Callers = 2000;
        var tail = Enumerable.Range(1, Million - 1).Append(-1);
        int[] awaits = [.. tail, .. Enumerable.Repeat(0, Callers)];
        int[] shapes = [.. Enumerable.Repeat(0, Million), .. Enumerable.Range(1, Callers)];

        Assert.Equal(Callers, TaskChains.Merge(Tables.OfShapes(awaits, shapes, Callers + 1)).Count);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    public void Leaf_IsTheLastOrWhereARingCloses(int row, int leaf) =>
        Assert.Equal(leaf == 4 ? 3 : leaf, TaskChains.LeafOf(Tables.OfOneShape(1, 2, -1, 4, 3), row));

    private static void AssertChains(string[] expected, Snapshots snapshot) => Assert.Equal(expected, TaskChains.Merge(snapshot.Build().Tasks)
        .Select(chain => $"{chain.Count} {string.Join('>', chain.Steps.Select(step => step.Shape.Name))}{(chain.IsQueued ? " queued" : "")}"));
}
