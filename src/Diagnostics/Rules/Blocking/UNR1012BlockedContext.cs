using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Blocking;

/// <summary>
/// A thread that blocks on a task whose code must go on in the context that this thread serves: the synchronization
/// context of a user interface or of a message loop, or a task scheduler.
/// </summary>
internal sealed class UNR1012BlockedContext : IRuntimeRule
{
    public string Id => RuleIds.BlockedContext;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = graph.Snapshot.Threads.Select(thread => Look(graph, thread)).OfType<Finding>().ToImmutableArray();
        return findings.IsEmpty ? new Verdict.Clear(Id) : new Verdict.Found(Id, findings);
    }

    private Finding? Look(WaitForGraph graph, ThreadInfo thread)
    {
        if (thread.Wait is not { Task: { } start } || thread.Contexts.IsEmpty)
        {
            return null;
        }

        var chain = Chain(graph.Snapshot.Tasks, start);
        foreach (var resumption in graph.Snapshot.Tasks.Resumptions.Where(resumption => chain.Contains(resumption.Row)))
        {
            // A context may hand its work to any thread: then what waits there says that it does not, and what is not
            // there yet says nothing.
            if (thread.Contexts.FirstOrDefault(context => context.Address == resumption.Context) is { } context
                && (context.IsOwner || resumption.IsPosted)
                && !graph.Snapshot.Threads.Any(other => other != thread && ServesToo(other, context)))
            {
                return Finding(graph, thread, context, chain, resumption);
            }
        }

        return null;
    }

    private static bool ServesToo(ThreadInfo other, ThreadContext context) =>
        other.Contexts.Any(own => own.Address == context.Address) && other.Wait?.Task is null;

    private static List<int> Chain(TaskTable tasks, int row)
    {
        var chain = new List<int>();
        while (row >= 0 && !chain.Contains(row))
        {
            chain.Add(row);
            row = tasks.AwaitsOf[row];
        }

        return chain;
    }

    private Finding Finding(WaitForGraph graph, ThreadInfo thread, ThreadContext context, List<int> chain, TaskResumption resumption)
    {
        var tasks = graph.Snapshot.Tasks;
        var frame = thread.Wait is { Frame: >= 0 } wait ? thread.Frames[wait.Frame] : new Frame("native code");
        var needing = tasks[resumption.Row];
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        evidence.Add(new Evidence($"{ThreadNaming.Of(thread)} blocks at") { Threads = [thread.Id], Frames = [new EvidenceFrame("", frame)] });
        foreach (var task in chain.TakeWhile(row => row != resumption.Row).Select(row => tasks[row]).Where(task => task.Line is not null))
        {
            evidence.Add(Await(evidence.Count == 1 ? "for the task of" : "which awaits", task));
        }

        evidence.Add(Await(evidence.Count == 1 ? "for the task of" : "which awaits", needing));
        evidence.Add(new Evidence(resumption.IsPosted
            ? $"what that awaits is done: it is queued to go on in the {context.TypeName} of {ThreadNaming.Of(thread)}, which does not take it"
            : $"when what that awaits is done, it must go on in the {context.TypeName} of {ThreadNaming.Of(thread)}"));
        return new Finding
        {
            RuleId = Id,
            Certainty = context.IsOwner ? Certainty.Proof : Certainty.Inferred,
            InferredFrom = context.IsOwner ? null : $"the {context.TypeName} that is set on the thread and whose queue holds the rest of {needing.Shape.Name}",
            Arguments = [ThreadNaming.Of(thread), frame.Method, needing.Shape.Name, context.TypeName],
            Evidence = evidence.ToImmutable(),
            Bystanders = Bystanders.Of(graph, [graph.NodeOfThread(thread.Id)!.Value]),
        };
    }

    private static Evidence Await(string what, TaskInfo task) => new(what)
    {
        Frames = [new EvidenceFrame("", new Frame(task.Shape.Name) { Namespace = task.Shape.Namespace, Line = task.Line })],
    };
}
