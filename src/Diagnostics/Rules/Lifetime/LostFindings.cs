using System.Collections.Immutable;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Lifetime;

/// <summary>What the rules on waits that nothing can end have in common: one finding for what is waited for, whoever waits.</summary>
internal static class LostFindings
{
    private const int MaxWaiters = 4;

    private const string From = "the heap: no static field, handle, timer, queued work or stack of a thread that can run leads to it";

    /// <summary>Findings over the waits meant; CannotTell when the search was not made.</summary>
    /// <param name="isMeant">What is waited for at the end.</param>
    public static Verdict Check(WaitForGraph graph, string ruleId, Func<LostKind, bool> isMeant)
    {
        var snapshot = graph.Snapshot;
        if (snapshot.Lost.UnknownBecause is { } because)
        {
            return new Verdict.CannotTell(ruleId, because);
        }

        var numbers = ChainNumbers.For(snapshot.Tasks);
        var findings = snapshot.Lost.Waits
            .Where(wait => wait is not { Leaf: null, Waitable: null } && isMeant(KindOf(snapshot, wait)))
            .GroupBy(wait => Key(snapshot, numbers, wait))
            .OrderByDescending(group => group.Count())
            .Select(group => Finding(snapshot, numbers, ruleId, [.. group.OrderBy(wait => wait.Thread is null)]))
            .ToImmutableArray();
        return findings.IsEmpty ? new Verdict.Clear(ruleId) : new Verdict.Found(ruleId, findings);
    }

    private static Waitable? WaitableOf(ProcessSnapshot snapshot, LostWait wait) => wait.Waitable is { } index ? snapshot.Waitables[index] : null;

    private static LostKind KindOf(ProcessSnapshot snapshot, LostWait wait) => WaitableOf(snapshot, wait)?.Kind switch
    {
        WaitableKind.BlockingCollection or WaitableKind.Channel => LostKind.Queue,
        null when snapshot.Tasks[wait.Leaf!.Value].Shape.Kind == TaskKind.Delay => LostKind.Forever,
        null when snapshot.Tasks[wait.Leaf!.Value].Shape.Kind != TaskKind.Semaphore => LostKind.Promise,
        _ => LostKind.Signal,
    };

    /// <summary>One object, or all promises that are awaited at the same line: by their number, and that of the last two steps to them.</summary>
    private static (int Waitable, int Chain) Key(ProcessSnapshot snapshot, ChainNumbers numbers, LostWait wait)
    {
        if (wait.Waitable is { } index)
        {
            return (index, 0);
        }

        var (awaits, row) = (snapshot.Tasks.AwaitsOf, wait.Top!.Value);
        for (var step = 0; step < TaskChains.MaxSteps && awaits[row] >= 0 && awaits[awaits[row]] >= 0; step++)
        {
            row = awaits[row];
        }

        return (-1, numbers.Of(row));
    }

    private static Finding Finding(ProcessSnapshot snapshot, ChainNumbers numbers, string ruleId, LostWait[] waits)
    {
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        var ways = waits.GroupBy(wait => Way(numbers, wait)).Select(group => group.ToArray()).ToArray();
        foreach (var alike in ways.Take(MaxWaiters))
        {
            AddWaiter(snapshot, alike[0], alike.Length, evidence);
        }

        if (ways.Length > MaxWaiters)
        {
            evidence.Add(new Evidence($"and {ways.Skip(MaxWaiters).Sum(alike => alike.Length)} more"));
        }

        var waitable = WaitableOf(snapshot, waits[0]);
        var what = waitable is null ? Promise(snapshot, waits[0]) : ThreadNaming.Of(waitable);
        var detail = waitable?.Detail is { } counts ? $": {counts}" : "";
        if (waitable?.Field is { } field)
        {
            evidence.Add(new Evidence($"{field} is {ThreadNaming.An(waitable.TypeName)}{detail}"));
        }
        else if (detail.Length > 0)
        {
            evidence.Add(new Evidence($"the {waitable!.TypeName}{detail}"));
        }

        return new Finding
        {
            RuleId = ruleId,
            Certainty = Certainty.Inferred,
            InferredFrom = From,
            Arguments = [Who(snapshot, waits), what],
            Evidence = evidence.ToImmutable(),
        };
    }

    private static string Who(ProcessSnapshot snapshot, LostWait[] waits)
    {
        if (waits is [{ Thread: { } only }])
        {
            return $"{Name(snapshot, only)} waits";
        }

        var threads = waits.Count(wait => wait.Thread is not null);
        var tasks = waits.Length - threads;
        var atLeast = snapshot.Lost.Waits.Length >= LostWaits.Most ? "at least " : "";
        return atLeast + (threads == 0 ? waits.Length == 1 ? $"{snapshot.Tasks[waits[0].Top!.Value].Shape.Name} waits" : $"{tasks} tasks wait"
            : tasks == 0 ? $"{threads} threads wait"
            : $"{ThreadNaming.Count(threads, "thread", "threads")} and {ThreadNaming.Count(tasks, "task", "tasks")} wait");
    }

    /// <summary>Equal for tasks that wait by the same chain of calls; a thread is told of by itself.</summary>
    private static (int Thread, int Chain) Way(ChainNumbers numbers, LostWait wait) =>
        wait is { Thread: null, Top: { } top } ? (0, numbers.Of(top)) : (wait.Thread ?? 0, -1);

    private static string Name(ProcessSnapshot snapshot, int thread) => ThreadNaming.Of(snapshot.Threads.First(other => other.Id == thread));

    private static string Promise(ProcessSnapshot snapshot, LostWait wait) => Phrases.Promise(snapshot.Tasks, wait.Leaf!.Value);

    private static void AddWaiter(ProcessSnapshot snapshot, LostWait wait, int count, ImmutableArray<Evidence>.Builder evidence)
    {
        if (wait.Thread is { } id)
        {
            var thread = snapshot.Threads.First(other => other.Id == id);
            evidence.Add(new Evidence($"{ThreadNaming.Of(thread)} {(wait.Top is null ? "waits at" : "blocks at")}")
            {
                Threads = [id],
                Frames = thread.Wait is { Frame: >= 0 } at ? [new EvidenceFrame("", thread.Frames[at.Frame])] : [],
            });
        }

        var steps = wait.Top is { } top ? TaskChains.From(snapshot.Tasks, top).Select(step => step.Place).OfType<Frame>().ToArray() : [];
        for (var i = 0; i < steps.Length; i++)
        {
            evidence.Add(new Evidence(i > 0 ? "which awaits" : wait.Thread is not null ? "for the task of" : count > 1 ? $"{count} waiting:" : "waiting:")
            {
                Frames = [new EvidenceFrame("", steps[i])],
            });
        }
    }
}

/// <summary>What a lost wait waits for.</summary>
internal enum LostKind
{
    Promise,
    Signal,
    Queue,

    /// <summary>A delay without an end: whoever awaits it means to wait for ever, as a program does that only serves.</summary>
    Forever,
}
