using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Says who could signal what threads and tasks wait for. Nobody owns an event; but only those who know it can set it:
/// threads by their stacks, async methods by their state, timers by their callbacks, and everybody by a static field.
/// </summary>
internal sealed class SignalCandidates(ClrRuntime runtime, MethodNames methods, WaitableRegistry waitables)
{
    private const int MaxCandidates = 3;
    private const int MaxWaitables = 50;
    private const int MaxTasks = 300;
    private const int MaxStatics = 2_000;

    private readonly Dictionary<ulong, List<(int Rank, Candidate Candidate)>> _found = [];

    public void Add(IReadOnlyList<CapturedStack> stacks, IReadOnlyList<CapturedWait?> waits, TaskTable tasks, IReadOnlyList<ulong> timers)
    {
        var wanted = new AddressSet();
        foreach (var index in Wanted(stacks, waits, tasks).Distinct().Take(MaxWaitables))
        {
            wanted.Add(waitables.All[index].Address);
            _found[waitables.All[index].Address] = [];
        }

        if (wanted.IsEmpty)
        {
            return;
        }

        var search = new ReferenceSearch(runtime.Heap, wanted);
        AddThreads(search, stacks, waits, tasks);
        AddTasks(search, tasks);
        AddTimers(search, timers);
        if (_found.Values.Any(candidates => candidates.Count == 0))
        {
            AddStatics(search);
        }

        foreach (var (address, candidates) in _found)
        {
            if (candidates.Count > 0 && waitables.Find(address) is { } index)
            {
                ImmutableArray<Candidate> best = [.. candidates.OrderBy(item => item.Rank).Select(item => item.Candidate).DistinctBy(Identity).Take(MaxCandidates)];
                waitables.Update(index, waitable => waitable with { Candidates = best });
            }
        }
    }

    private IEnumerable<int> Wanted(IReadOnlyList<CapturedStack> stacks, IReadOnlyList<CapturedWait?> waits, TaskTable tasks)
    {
        for (var i = 0; i < stacks.Count; i++)
        {
            if (!stacks[i].IsRuntimeThread && waits[i]?.Waitable is { } index && LostWaitSearch.IsSignal(stacks[i].WaitKind, waitables.All[index]) && waitables.All[index].Holders.IsEmpty)
            {
                yield return index;
            }
        }

        foreach (var index in tasks.WaitsForOf)
        {
            if (index >= 0 && waitables.All[index] is { Kind: WaitableKind.SemaphoreSlim or WaitableKind.Channel, Holders.IsEmpty: true })
            {
                yield return index;
            }
        }
    }

    /// <summary>Those that do not wait come first; of two, the one that is nearer.</summary>
    private void AddThreads(ReferenceSearch search, IReadOnlyList<CapturedStack> stacks, IReadOnlyList<CapturedWait?> waits, TaskTable tasks)
    {
        for (var i = 0; i < stacks.Count; i++)
        {
            var stack = stacks[i];
            if (stack.IsIdleWorker || stack.IsRuntimeThread)
            {
                continue;
            }

            var own = waits[i]?.Waitable is { } index ? waitables.All[index].Address : 0;
            foreach (var item in stack.Objects.Where(item => item.Frame < stack.Frames.Length).DistinctBy(item => item.Object.Address))
            {
                if (MethodAt(stack, item.Frame) is not { } method)
                {
                    continue;
                }

                // A task that a frame refers to is a candidate of its own, or waits for others.
                foreach (var (address, steps) in search.From(item.Object.Address, other => tasks.Find(other) >= 0).Where(pair => pair.Key != own))
                {
                    Offer(address, (waits[i] is null || stack.WaitKind == WaitKind.Sleep ? 0 : 100) + steps, new Candidate(stack.Thread.ManagedThreadId, null, method));
                }
            }
        }
    }

    private void AddTasks(ReferenceSearch search, TaskTable tasks)
    {
        var asked = 0;
        for (var row = 0; row < tasks.Count && asked < MaxTasks; row++)
        {
            if (tasks[row] is not { Shape: { Kind: TaskKind.AsyncMethod or TaskKind.Delegate, IsFramework: false } shape })
            {
                continue;
            }

            asked++;
            var leaf = tasks[TaskChains.LeafOf(tasks, row)].WaitsFor;
            var own = leaf >= 0 ? waitables.All[leaf].Address : 0;
            foreach (var (address, steps) in search.From(tasks.Addresses[row], other => tasks.Find(other) >= 0).Where(pair => pair.Key != own))
            {
                Offer(address, 50 + steps, new Candidate(null, row, shape.Name));
            }
        }
    }

    private void AddTimers(ReferenceSearch search, IReadOnlyList<ulong> timers)
    {
        foreach (var timer in timers.Select(runtime.Heap.GetObject))
        {
            if (timer.TryReadObjectField(TimerLayout.CallbackField, out var callback) && callback is { IsNull: false, Type: not null, IsDelegate: true }
                && callback.AsDelegate().GetDelegateTarget() is { Method: { } method } && !methods.IsFramework(method.Type.Module))
            {
                foreach (var (address, steps) in search.From(timer.Address))
                {
                    Offer(address, 10 + steps, new Candidate(null, null, $"{methods.NameOf(method).Method}, run by a timer"));
                }
            }
        }
    }

    private void AddStatics(ReferenceSearch search)
    {
        var fields = runtime.EnumerateModules().Where(module => !methods.IsFramework(module))
            .SelectMany(module => module.EnumerateTypeDefToMethodTableMap().Select(pair => (module.AppDomain, Type: runtime.GetTypeByMethodTable(pair.MethodTable))))
            .SelectMany(pair => pair.Type?.StaticFields.Where(field => field.IsObjectReference).Select(field => (pair.AppDomain, Field: field)) ?? []);
        foreach (var (domain, field) in fields.Take(MaxStatics))
        {
            if (field.IsInitialized(domain) && field.ReadObject(domain) is { IsNull: false } value)
            {
                foreach (var (address, steps) in search.From(value.Address))
                {
                    Offer(address, 200 + steps, new Candidate(null, null, $"whoever uses {CSharpMethodName.Short(field.ContainingType.Name ?? "?", field.Name ?? "?")}"));
                }
            }
        }
    }

    private void Offer(ulong address, int rank, Candidate candidate) => _found[address].Add((rank, candidate));

    /// <summary>Many calls of one async method are one candidate.</summary>
    private static (int? Thread, string Through) Identity(Candidate candidate) => (candidate.Thread, candidate.Thread is null ? candidate.Through : "");

    /// <summary>The program's own method at a frame, or that which called the framework's.</summary>
    private string? MethodAt(CapturedStack stack, int frame)
    {
        for (var i = frame; i < stack.Frames.Length; i++)
        {
            if (stack.Frames[i].Method is { } method && methods.NameOf(method) is { IsFramework: false } name)
            {
                return name.Method;
            }
        }

        return null;
    }
}
