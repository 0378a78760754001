using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Processes;

/// <summary>
/// A process that waits for its child while the child, or one of the child's own children, waits for it at a pipe: to
/// read what was written, or to write or close what is read.
/// </summary>
internal sealed class UNR8001PipeDeadlock : IRuntimeRule
{
    private const string WaitAsync = "Process.WaitForExitAsync";

    private static readonly string[] s_streams = ["standard input", "standard output", "standard error"];

    public string Id => RuleIds.PipeDeadlock;

    public Verdict Check(WaitForGraph graph)
    {
        var snapshot = graph.Snapshot;
        var findings = snapshot.Children
            .Where(child => child.Parent == snapshot.Target.ProcessId)
            .Select(child => Finding(snapshot, child))
            .OfType<Finding>().ToImmutableArray();
        if (!findings.IsEmpty)
        {
            return new Verdict.Found(Id, findings);
        }

        var hidden = snapshot.Children.FirstOrDefault(child => child.UnknownBecause is not null && !Waiters(snapshot, RootOf(snapshot, child), pipe: null).IsEmpty);
        return hidden is null ? new Verdict.Clear(Id) : new Verdict.CannotTell(Id, hidden.UnknownBecause!);
    }

    private Finding? Finding(ProcessSnapshot snapshot, ChildProcess child)
    {
        foreach (var member in snapshot.Children.Where(member => RootOf(snapshot, member) == child))
        {
            foreach (var wait in member.Waits.Where(wait => wait.IsStill && wait.OtherEnds is [var other] && other == snapshot.Target.ProcessId))
            {
                var waiters = Waiters(snapshot, child, wait.Pipe);
                if (!waiters.IsEmpty && SureOf(child, member, wait) is { } sure)
                {
                    return Finding(snapshot, child, member, wait, waiters, sure);
                }
            }
        }

        return null;
    }

    /// <summary>Whether anybody else in the target could still serve the pipe; null when somebody could.</summary>
    private static (Certainty, string)? SureOf(ChildProcess child, ChildProcess member, PipeWait wait) => UseOf(child, wait) switch
    {
        StreamUse.Untouched when member != child => (Certainty.Inferred, $"/proc of these processes: {Of(child)} is taken to wait for its descendant"),
        StreamUse.Untouched => (Certainty.Proof, "/proc of both processes and the Process object: nobody has asked for the stream"),
        StreamUse.Taken when child.IsPrivate => (Certainty.Inferred, "/proc of both processes; nothing but the stacks of those that wait refers to the stream"),
        _ => null,
    };

    private static StreamUse UseOf(ChildProcess child, PipeWait wait) => child.StandardPipes.IndexOf(wait.Pipe) switch
    {
        0 when !wait.Writes => child.Input,
        1 when wait.Writes => child.Output,
        2 when wait.Writes => child.Error,
        _ => StreamUse.Unknown,
    };

    private static ChildProcess RootOf(ProcessSnapshot snapshot, ChildProcess member)
    {
        for (var steps = 0; member.Parent != snapshot.Target.ProcessId && steps < snapshot.Children.Length; steps++)
        {
            member = snapshot.Children.FirstOrDefault(other => other.Id == member.Parent) ?? member;
        }

        return member;
    }

    /// <summary>Threads that wait for the end of the child, or read another pipe that it holds; without any, tasks that wait for its end.</summary>
    private static ImmutableArray<Waiter> Waiters(ProcessSnapshot snapshot, ChildProcess child, ulong? pipe)
    {
        var family = snapshot.Children.Where(member => RootOf(snapshot, member) == child).Select(member => member.Id).ToHashSet();
        var readers = snapshot.PipeWaits
            .Where(wait => wait.IsStill && !wait.Writes && wait.Pipe != pipe && wait.OtherEnds.Length > 0 && wait.OtherEnds.All(family.Contains))
            .Select(wait => wait.Thread).ToHashSet();
        var threads = snapshot.Threads
            .Where(thread => thread.Wait is { Kind: WaitKind.ChildProcess } wait ? (wait.Process ?? child.Id) == child.Id : readers.Contains(thread.OsId))
            .Select(thread => new Waiter(thread, readers.Contains(thread.OsId) ? "reads another pipe from" : "waits for the end of"));
        var found = threads.ToImmutableArray();
        return !found.IsEmpty ? found
            : snapshot.Tasks.Shapes.Any(shape => shape.Name == WaitAsync) && snapshot.Children.Count(other => other.Parent == child.Parent) == 1
                ? [new Waiter(null, "waits for the end of")]
                : [];
    }

    private Finding Finding(
        ProcessSnapshot snapshot, ChildProcess child, ChildProcess member, PipeWait wait, ImmutableArray<Waiter> waiters, (Certainty Certainty, string From) sure)
    {
        var stream = child.StandardPipes.IndexOf(wait.Pipe) is >= 0 and var index ? s_streams[index] : $"descriptor {wait.Descriptor}";
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        foreach (var waiter in waiters)
        {
            evidence.Add(waiter.Thread is { } thread
                ? new Evidence($"{ThreadNaming.Of(thread)} {waiter.Does} {Of(child)}") { Threads = [thread.Id], Frames = FramesOf(thread) }
                : new Evidence($"an async method {waiter.Does} {Of(child)}") { Frames = AwaitOf(snapshot) });
        }

        if (member != child)
        {
            evidence.Add(new Evidence($"{Of(child)} has the descendant {Of(member)}, which writes to the same {stream}"));
        }

        evidence.Add(new Evidence(wait.Writes
            ? $"{Of(member)} stands in a write to its {stream}: the pipe is full (descriptor {wait.Descriptor}, pipe {wait.Pipe})"
            : $"{Of(member)} stands in a read of its {stream}: the pipe is empty (descriptor {wait.Descriptor}, pipe {wait.Pipe})"));
        evidence.Add(new Evidence(wait.Writes
            ? "only this process holds the end to read from, and no thread of it reads; a second look found no change"
            : "only this process holds the end to write to, has not closed it, and no thread of it writes; a second look found no change"));
        return new Finding
        {
            RuleId = Id,
            Certainty = sure.Certainty,
            InferredFrom = sure.From,
            Arguments =
            [
                waiters is [{ Thread: { } first }] ? ThreadNaming.Of(first) : waiters[0].Thread is null ? "this process" : $"{waiters.Length} threads",
                Of(child),
                member == child ? "that process" : Of(member),
                wait.Writes ? $"writing to its {stream}, which nobody here reads" : $"reading its {stream}, which nobody here writes or closes",
            ],
            Evidence = evidence.ToImmutable(),
        };
    }

    private static string Of(ChildProcess process) => process.Name is { } name ? $"process {process.Id} ({name})" : $"process {process.Id}";

    private static ImmutableArray<EvidenceFrame> FramesOf(ThreadInfo thread)
    {
        var frame = thread.Wait is { Frame: >= 0 } wait ? thread.Frames[wait.Frame] : thread.Frames.FirstOrDefault(frame => !frame.IsFramework);
        return frame is null ? [] : [new EvidenceFrame("at", frame)];
    }

    /// <summary>The await of the program's own that waits for the child's end.</summary>
    private static ImmutableArray<EvidenceFrame> AwaitOf(ProcessSnapshot snapshot)
    {
        for (var row = 0; row < snapshot.Tasks.Count; row++)
        {
            var task = snapshot.Tasks[row];
            if (task.Awaits >= 0 && snapshot.Tasks[task.Awaits].Shape.Name == WaitAsync && !task.Shape.IsFramework)
            {
                return [new EvidenceFrame("at", new Frame(task.Shape.Name) { Namespace = task.Shape.Namespace, Line = task.Line })];
            }
        }

        return [];
    }

    private sealed record Waiter(ThreadInfo? Thread, string Does);
}
