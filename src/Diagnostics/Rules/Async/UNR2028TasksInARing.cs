using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Async;

/// <summary>Tasks that wait for each other in a ring, or a task that waits for itself. Which task awaits which is stored, so it is a proof.</summary>
internal sealed class UNR2028TasksInARing : IRuntimeRule
{
    private const string WhenAny = "Task.WhenAny";

    public string Id => RuleIds.TasksInARing;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = Cycles.Find(graph).Where(cycle => IsOfTasks(graph, cycle)).Select(cycle => Finding(graph, cycle)).ToImmutableArray();
        return !findings.IsEmpty ? new Verdict.Found(Id, findings)
            : graph.Snapshot.Capture.HeapIsComplete ? new Verdict.Clear(Id)
            : new Verdict.CannotTell(Id, "part of the heap could not be read, so some tasks are missing");
    }

    /// <summary>No lock takes part, and nobody in the ring goes on when another task ends.</summary>
    private static bool IsOfTasks(WaitForGraph graph, IReadOnlyList<int> cycle) =>
        cycle.Any(node => graph.TaskAt(node) is not null)
        && cycle.All(node => graph.WaitableAt(node) is null)
        && !TimedWaits.AreIn(graph, cycle)
        && cycle.All(node => graph.TaskAt(node) is not { } row || graph.Snapshot.Tasks[row].Shape.Name != WhenAny
            || graph.SuccessorsOf(node).All(cycle.Contains));

    private Finding Finding(WaitForGraph graph, IReadOnlyList<int> cycle)
    {
        var tasks = graph.Snapshot.Tasks;
        var told = cycle.Where(node => IsTold(graph, node)).ToArray();
        var methods = told.Length == 0 ? cycle : told;
        var evidence = methods.Select((node, i) => Describe(graph, node, methods[(i + 1) % methods.Count])).ToList();
        var behind = Enumerable.Range(0, tasks.Count).Count(row => !cycle.Contains(graph.FirstTask + row)
            && tasks.AwaitsOf[row] >= 0 && cycle.Contains(graph.FirstTask + tasks.AwaitsOf[row]));
        if (behind > 0)
        {
            evidence.Add(new Evidence($"{ThreadNaming.Count(behind, "more task awaits", "more tasks await")} one of them and cannot go on either"));
        }

        return new Finding
        {
            RuleId = Id,
            Certainty = Certainty.Proof,
            Arguments = [methods.Count == 1 ? $"The task of {NameOf(graph, methods[0])} waits for itself" : $"{methods.Count} tasks wait for each other in a ring"],
            Evidence = [.. evidence],
            Bystanders = Bystanders.Of(graph, cycle),
        };
    }

    private static Evidence Describe(WaitForGraph graph, int node, int next)
    {
        var awaited = node == next ? "itself" : graph.ThreadAt(next) is { } other ? ThreadNaming.Of(other) : $"the task of {NameOf(graph, next)}";
        if (graph.ThreadAt(node) is { } thread)
        {
            return new Evidence($"{ThreadNaming.Of(thread)} blocks on {awaited}")
            {
                Threads = [thread.Id],
                Frames = thread.Wait is { Frame: >= 0 } wait ? [new EvidenceFrame("at", thread.Frames[wait.Frame])] : [],
            };
        }

        var task = graph.Snapshot.Tasks[node - graph.FirstTask];
        return new Evidence($"{NameOf(graph, node)} waits for {awaited}")
        {
            Frames = task.Line is { } line ? [new EvidenceFrame("awaits at", new Frame(task.Shape.Name) { Namespace = task.Shape.Namespace, Line = line })] : [],
        };
    }

    /// <summary>The program's own methods are told; what the framework puts between them is not, where there are any.</summary>
    private static bool IsTold(WaitForGraph graph, int node) =>
        graph.TaskAt(node) is not { } row || graph.Snapshot.Tasks[row].Shape is { IsFramework: false, Kind: TaskKind.AsyncMethod };

    private static string NameOf(WaitForGraph graph, int node) =>
        graph.ThreadAt(node) is { } thread ? ThreadNaming.Of(thread) : graph.Snapshot.Tasks[node - graph.FirstTask].Shape.Name;
}
