using System.Collections.Immutable;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Locking;

/// <summary>One who takes part in a ring of locks: a thread or an async method that holds one and waits for the next.</summary>
/// <param name="Held">Node of the lock that it holds.</param>
/// <param name="Steps">Nodes from the party to the lock that it waits for; the party is the first.</param>
/// <param name="Wanted">Node of the lock that it waits for; -1 when the ring closes without one.</param>
internal sealed record LockParty(int Held, ImmutableArray<int> Steps, int Wanted, int? Task)
{
    public Evidence Describe(WaitForGraph graph)
    {
        var held = graph.WaitableAt(Held)!;
        var wanted = Wanted < 0 ? "the next of them" : Wanted == Held ? "it again" : ThreadNaming.Of(graph.WaitableAt(Wanted)!);
        var heldBy = Wanted >= 0 && Wanted != Held && graph.SuccessorsOf(Wanted) is [var holder, ..] ? $", held by {Name(graph, holder)}" : "";
        return new Evidence($"{Name(graph, Steps[0])} holds {ThreadNaming.Of(held)} and waits for {wanted}{heldBy}")
        {
            Threads = [.. Steps.Select(graph.ThreadAt).OfType<ThreadInfo>().Select(thread => thread.Id)],
            Frames = [.. Taken(graph, held), .. Steps.SelectMany(node => Stand(graph, node))],
        };
    }

    public string NameOf(WaitForGraph graph) => Name(graph, Steps[0]);

    private static string Name(WaitForGraph graph, int node) => graph.ThreadAt(node) is { } thread
        ? ThreadNaming.Of(thread)
        : graph.Snapshot.Tasks[node - graph.FirstTask].Shape.Name;

    private IEnumerable<EvidenceFrame> Taken(WaitForGraph graph, Waitable held)
    {
        var name = ThreadNaming.Of(held);
        var thread = graph.ThreadAt(Steps[0]);
        foreach (var holder in held.Holders.Where(holder => holder.TakenAt is not null
            && (thread is null ? graph.FirstTask + holder.Task == Steps[0] : holder.Thread == thread.Id)))
        {
            yield return new EvidenceFrame($"took {name} at", new Frame(holder.TakenIn ?? "?") { Line = holder.TakenAt });
        }

        foreach (var hold in thread?.Holds.Where(hold => graph.FirstWaitable + hold.Waitable == Held && hold is { Frame: >= 0, TakenAt: not null }) ?? [])
        {
            yield return new EvidenceFrame($"took {name} at", thread!.Frames[hold.Frame] with { Line = hold.TakenAt });
        }
    }

    /// <summary>Where a thread or an async method of the program's own stands.</summary>
    private static IEnumerable<EvidenceFrame> Stand(WaitForGraph graph, int node)
    {
        if (graph.ThreadAt(node) is { Wait: { Frame: >= 0 } wait } thread)
        {
            yield return new EvidenceFrame("waits at", thread.Frames[wait.Frame]);
        }
        else if (graph.TaskAt(node) is { } row && graph.Snapshot.Tasks[row] is { Shape: { Kind: TaskKind.AsyncMethod, IsFramework: false } shape, State: >= 0 } task)
        {
            yield return new EvidenceFrame("awaits at", new Frame(shape.Name) { Namespace = shape.Namespace, Line = task.Line });
        }
    }
}

/// <summary>Cuts a ring at its locks.</summary>
internal static class LockParties
{
    /// <summary>
    /// Whether nobody outside a ring can give the lock back. A semaphore for several is free again when any of those who
    /// hold it gives it back: all must be in the ring, and known.
    /// </summary>
    public static bool AllInside(WaitForGraph graph, int node, IReadOnlyList<int> ring)
    {
        var holders = graph.SuccessorsOf(node);
        return holders.All(ring.Contains) && holders.Length >= (graph.WaitableAt(node)!.Capacity ?? 1);
    }

    public static ImmutableArray<LockParty> Of(WaitForGraph graph, IReadOnlyList<int> cycle)
    {
        var members = cycle.ToHashSet();
        var parties = ImmutableArray.CreateBuilder<LockParty>();
        foreach (var held in cycle.Where(node => graph.WaitableAt(node) is not null))
        {
            foreach (var holder in graph.SuccessorsOf(held).Where(members.Contains))
            {
                var steps = ImmutableArray.CreateBuilder<int>();
                var node = holder;
                while (node >= 0 && graph.WaitableAt(node) is null && !steps.Contains(node))
                {
                    steps.Add(node);
                    node = graph.SuccessorsOf(node).FirstOrDefault(members.Contains, -1);
                }

                parties.Add(new LockParty(held, steps.ToImmutable(), node >= 0 && graph.WaitableAt(node) is not null ? node : -1, graph.TaskAt(holder)));
            }
        }

        return parties.ToImmutable();
    }
}
