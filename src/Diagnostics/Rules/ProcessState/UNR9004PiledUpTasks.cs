using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.ProcessState;

/// <summary>
/// Many async calls that all wait for one and the same thing. It may come yet, so this is a summary for the eye and no
/// proof of a fault; what waits for a timer or for input is not even that.
/// </summary>
internal sealed class UNR9004PiledUpTasks : IRuntimeRule
{
    private const int FewestCalls = 100;
    private const int MostGroups = 3;
    private const int MostPlaces = 3;

    public string Id => RuleIds.PiledUpTasks;

    public Verdict Check(WaitForGraph graph)
    {
        var tasks = graph.Snapshot.Tasks;
        if (tasks.Count < FewestCalls)
        {
            return new Verdict.Clear(Id);
        }

        var groups = Groups(tasks);
        var inRings = Cycles.Find(graph).SelectMany(cycle => cycle).ToHashSet();
        var findings = groups
            .Where(group => group.Value.Count >= FewestCalls && !LeadsInto(graph, group.Key, inRings))
            .OrderByDescending(group => group.Value.Count)
            .Take(MostGroups)
            .Select(group => Finding(graph, group.Key, group.Value))
            .ToImmutableArray();
        return findings.IsEmpty ? new Verdict.Clear(Id) : new Verdict.Found(Id, findings);
    }

    /// <summary>The outermost calls by what they finally wait for, where they are many, in time linear in the tasks.</summary>
    private static Dictionary<Target, List<int>> Groups(TaskTable tasks)
    {
        var leaves = TaskLeaves.OfOutermost(tasks);
        var calls = TaskLeaves.Calls(tasks);
        var groups = new Dictionary<Target, List<int>>();
        var (last, group) = (default(Target?), default(List<int>));
        foreach (var row in ChainNumbers.For(tasks).Outermost)
        {
            // Several leaves may wait for one object; a leaf that is itself what is waited for needs enough calls of its own.
            if (leaves[row] is >= 0 and var leaf && (calls[leaf] >= FewestCalls || tasks[leaf].WaitsFor >= 0) && TargetOf(tasks, leaf, row) is { } target)
            {
                if (target != last && !groups.TryGetValue(target, out group))
                {
                    groups.Add(target, group = []);
                }

                last = target;
                group!.Add(row);
            }
        }

        return groups;
    }

    /// <summary>Null for what completes by itself: a timer, input, a worker that is free.</summary>
    private static Target? TargetOf(TaskTable tasks, int leaf, int outermost)
    {
        var task = tasks[leaf];
        return task.WaitsFor >= 0 ? new Target(task.WaitsFor, -1)
            : leaf == outermost || task.Status != TaskStatusFlags.Pending ? null
            : task.Shape.Kind is TaskKind.Promise or TaskKind.Delegate || task is { Shape.Kind: TaskKind.AsyncMethod, State: < 0 } ? new Target(-1, leaf)
            : null;
    }

    /// <summary>A ring is a fault of its own, and says how many queue behind it.</summary>
    private static bool LeadsInto(WaitForGraph graph, Target target, HashSet<int> rings)
    {
        var seen = new HashSet<int>();
        var node = target.Waitable >= 0 ? graph.FirstWaitable + target.Waitable : graph.FirstTask + target.Task;
        while (seen.Add(node))
        {
            if (rings.Contains(node))
            {
                return true;
            }

            if (graph.SuccessorsOf(node) is not [var next, ..])
            {
                return false;
            }

            node = next;
        }

        return true;
    }

    private Finding Finding(WaitForGraph graph, Target target, List<int> rows)
    {
        var tasks = graph.Snapshot.Tasks;
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        var places = Places(tasks, rows);
        foreach (var (place, count) in places.Take(MostPlaces))
        {
            var first = tasks[place];
            evidence.Add(new Evidence($"{count} of them at")
            {
                Frames = [new EvidenceFrame("", new Frame(first.Shape.Name) { Namespace = first.Shape.Namespace, Line = first.Line })],
            });
        }

        if (places.Length > MostPlaces)
        {
            evidence.Add(new Evidence($"and {places.Skip(MostPlaces).Sum(place => place.Count)} more at {places.Length - MostPlaces} other places"));
        }

        var waitable = target.Waitable >= 0 ? graph.Snapshot.Waitables[target.Waitable] : null;
        foreach (var holder in (waitable?.Holders ?? []).Take(MostPlaces))
        {
            evidence.Add(Holding(graph, holder));
        }

        return new Finding
        {
            RuleId = Id,
            Certainty = Certainty.Inferred,
            InferredFrom = "one moment: it may be done in the next",
            Arguments = [$"{rows.Count}", waitable is null ? NameOf(tasks, target.Task) : ThreadNaming.Of(waitable)],
            Evidence = evidence.ToImmutable(),
        };
    }

    /// <summary>The places of calls with the most first. Equal chains have one: a million of them are a few.</summary>
    private static (int Place, int Count)[] Places(TaskTable tasks, List<int> rows)
    {
        var numbers = ChainNumbers.For(tasks);
        var counts = new (int Row, int Count)[numbers.Count];
        foreach (var row in rows)
        {
            ref var chain = ref counts[numbers.Of(row)];
            chain = (chain.Count == 0 ? row : chain.Row, chain.Count + 1);
        }

        return
        [
            .. counts.Where(chain => chain.Count > 0).Select(chain => (Place: Place(tasks, chain.Row), chain.Count))
                .GroupBy(chain => (tasks[chain.Place].Shape.Name, tasks[chain.Place].State))
                .Select(group => (group.First().Place, group.Sum(chain => chain.Count)))
                .OrderByDescending(place => place.Item2),
        ];
    }

    /// <summary>The innermost call of the program's own on the way: the await that a reader should look at.</summary>
    private static int Place(TaskTable tasks, int row)
    {
        // A group leads into no ring, so that the chain ends.
        var place = row;
        for (var at = row; at >= 0; at = tasks.AwaitsOf[at])
        {
            if (tasks[at].Line is not null)
            {
                place = at;
            }
        }

        return place;
    }

    private static Evidence Holding(WaitForGraph graph, Holder holder)
    {
        var who = holder.Thread is { } id && graph.Thread(id) is { } thread ? ThreadNaming.Of(thread) : holder.TakenIn ?? "somebody";
        var what = holder.Task is { } row ? $", which waits for {Phrases.OfLeaf(graph.Snapshot, row)}" : "";
        return new Evidence($"held by {who}{what}{(holder.TakenAt is null ? "" : ", taken at")}")
        {
            Frames = holder.TakenAt is { } line ? [new EvidenceFrame("", new Frame(holder.TakenIn ?? "?") { Line = line })] : [],
        };
    }

    private static string NameOf(TaskTable tasks, int row) => tasks.FieldOf(row) is not null ? $"{Phrases.Promise(tasks, row)} that somebody has to complete" : tasks[row].Shape switch
    {
        { Kind: TaskKind.AsyncMethod } method => $"one and the same task of {method.Name}, which runs",
        { Kind: TaskKind.Delegate } run => $"one and the same {run.Name}",
        var promise => $"one and the same {promise.Name} that somebody has to complete",
    };

    /// <summary>What a group waits for: an object, or a task; the other is -1.</summary>
    private readonly record struct Target(int Waitable, int Task);
}
