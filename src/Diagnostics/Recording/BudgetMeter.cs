using System.Collections.Immutable;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Recording;

/// <summary>
/// Splits the time of the threads. What they ran and stood ready for a processor is counted by the kernel, exactly; the rest
/// is split by what they did in the looks, which is a sample.
/// </summary>
internal sealed class BudgetMeter(ProcFolder proc, int processId)
{
    /// <summary>A look wakes a thread a few times by itself; one that got a processor more often than this did something.</summary>
    private const int MostTurnsOfALook = 10;

    /// <summary>A thread that waits for signals and runs for less than this share only looks after something, now and then.</summary>
    private const double LeastToBeBusy = 0.01;

    private readonly Dictionary<uint, ThreadTime> _threads = [];

    public int Looks { get; private set; }

    /// <summary>Reads the kernel's counts, proc(5): schedstat. Threads that begin and end between two reads are not seen.</summary>
    /// <param name="now">Time since the recording began.</param>
    public void Read(TimeSpan now)
    {
        foreach (var id in proc.ThreadIds(processId))
        {
            if (SchedStat.Parse(proc.Read(processId, $"task/{id}/schedstat")) is { } counts)
            {
                if (!_threads.TryGetValue((uint)id, out var thread))
                {
                    _threads.Add((uint)id, thread = new ThreadTime(now, counts));
                }

                thread.Last = (now, counts);
            }
        }
    }

    /// <summary>Takes in what the threads do in a look.</summary>
    public void Add(ProcessSnapshot look)
    {
        Looks++;
        foreach (var thread in look.Threads)
        {
            if (thread.Kind is not (ThreadKind.Runtime or ThreadKind.Timer or ThreadKind.Finalizer) && _threads.TryGetValue(thread.OsId, out var time))
            {
                time.Seen.Add((ThreadStates.Of(thread), Place(look, thread)));
            }
        }
    }

    /// <param name="moved">Threads of which events tell that they did not stand still.</param>
    public TimeBudget Budget(IReadOnlySet<uint> moved)
    {
        var still = Unmoved(moved).ToHashSet();
        return _threads.Where(pair => pair.Value.Seen.Count > 0)
            .Aggregate(TimeBudget.Empty, (budget, pair) => AddThread(budget, pair.Value, still.Contains(pair.Key)));
    }

    /// <summary>The threads that stood in one wait in all looks, of which there were several.</summary>
    public IEnumerable<uint> Unmoved(IReadOnlySet<uint> moved) =>
        _threads.Where(pair => !moved.Contains(pair.Key) && IsUnmoved(pair.Value)).Select(pair => pair.Key);

    private static TimeBudget AddThread(TimeBudget budget, ThreadTime thread, bool isUnmoved)
    {
        var window = thread.Last.Now - thread.First.Now;
        var run = thread.Last.Counts.Ran - thread.First.Counts.Ran;
        var ready = thread.Last.Counts.Ready - thread.First.Counts.Ready;
        budget = budget.Add(TimeState.Running, run).Add(TimeState.Ready, ready);
        var rest = window - run - ready;
        var still = thread.Seen.Select(seen => seen.State).Where(state => state is not TimeState.Running).ToList();
        if (rest <= TimeSpan.Zero || still.Count == 0)
        {
            return budget;
        }

        if ((isUnmoved && still[0] is not (TimeState.Lock or TimeState.Idle))
            || (still.TrueForAll(state => state is TimeState.Signal) && run / window < LeastToBeBusy))
        {
            return budget.Add(TimeState.StandingBy, rest);
        }

        return still.GroupBy(state => state).Aggregate(budget, (sum, group) => sum.Add(group.Key, rest * group.Count() / still.Count));
    }

    private bool IsUnmoved(ThreadTime thread) =>
        Looks > 1 && thread.Seen.Count == Looks && thread.Seen.Distinct().Count() == 1 && thread.Seen[0].State switch
        {
            TimeState.Running => false,

            // No event tells of calls of the system; that a thread stands at the same one each time does not say that it is one call.
            TimeState.InputOutput => thread.Last.Counts.Turns - thread.First.Counts.Turns <= MostTurnsOfALook * Looks,
            _ => true,
        };

    private static string Place(ProcessSnapshot look, ThreadInfo thread) =>
        string.Join('|', thread.Frames.Select(frame => $"{frame.Method}:{frame.Line?.Number}"))
        + (thread.Wait?.Waitable is { } waitable ? look.Waitables[waitable].Field : "");

    private sealed class ThreadTime(TimeSpan now, SchedStat counts)
    {
        public (TimeSpan Now, SchedStat Counts) First { get; } = (now, counts);

        public (TimeSpan Now, SchedStat Counts) Last { get; set; } = (now, counts);

        public List<(TimeState State, string Place)> Seen { get; } = [];
    }
}
