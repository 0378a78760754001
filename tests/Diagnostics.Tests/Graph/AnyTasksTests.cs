using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Tests.Model;

namespace Unravel.Diagnostics.Tests.Graph;

/// <summary>What is computed in one pass, compared with following each task by itself, over many small graphs.</summary>
public sealed class AnyTasksTests
{
    private const int Rounds = 400;

    [Fact]
    public void Rings_AreWhoeverComesBackToItself()
    {
        foreach (var tasks in Graphs())
        {
            var graph = new WaitForGraph(Snapshots.Of().Build() with { Tasks = tasks });
            var reached = Enumerable.Range(0, tasks.Count).Select(row => Reached(graph, row)).ToArray();

            Assert.Equal(
                Enumerable.Range(0, tasks.Count).Where(row => reached[row].Contains(row)),
                Cycles.Find(graph).SelectMany(ring => ring).Select(node => node - graph.FirstTask).Order());
        }
    }

    [Fact]
    public void Leaves_AreTheEndsOfChainsThatEnd()
    {
        foreach (var tasks in Graphs())
        {
            var leaves = TaskLeaves.OfOutermost(tasks);
            for (var row = 0; row < tasks.Count; row++)
            {
                var leaf = TaskChains.LeafOf(tasks, row);
                Assert.Equal(tasks.AwaitsOf.Contains(row) || tasks.AwaitsOf[leaf] >= 0 ? TaskLeaves.None : leaf, leaves[row]);
            }
        }
    }

    [Fact]
    public void EqualChains_AreOne()
    {
        foreach (var tasks in Graphs().Where(tasks => tasks.Further.IsEmpty && Enumerable.Range(0, tasks.Count).All(row => tasks.AwaitsOf[TaskChains.LeafOf(tasks, row)] < 0)))
        {
            var merged = TaskChains.Merge(tasks);
            var outermost = Enumerable.Range(0, tasks.Count).Where(row => !tasks.AwaitsOf.Contains(row)).Select(row => Text(TaskChains.From(tasks, row)));

            Assert.All(outermost.GroupBy(text => text), group => Assert.Contains(merged, chain => chain.Count >= group.Count() && Text(chain.Steps) == group.Key));
        }
    }

    private static string Text(IEnumerable<ChainStep> steps) => string.Join('/', steps.Select(step => step.Shape.Name));

    private static IEnumerable<TaskTable> Graphs()
    {
        var random = new Random(11);
        for (var round = 0; round < Rounds; round++)
        {
            var count = random.Next(1, 10);
            var awaits = Enumerable.Range(0, count).Select(_ => random.Next(-1, count)).ToArray();
            var table = Tables.OfShapes(awaits, [.. awaits.Select(_ => random.Next(2))], 2);
            var several = Enumerable.Range(0, count).FirstOrDefault(row => awaits[row] >= 0, -1);
            yield return several >= 0 && round % 2 == 0 ? table with { Further = [new FurtherAwait(several, random.Next(count))] } : table;
        }
    }

    private static HashSet<int> Reached(WaitForGraph graph, int row)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>(graph.SuccessorsOf(graph.FirstTask + row));
        while (open.TryPop(out var node))
        {
            if (reached.Add(node - graph.FirstTask))
            {
                foreach (var next in graph.SuccessorsOf(node))
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }
}
