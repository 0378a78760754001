using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Collects the continuations that must run in a synchronization context or on a scheduler. While the awaited task is
/// pending it points at such an object; afterwards the delegate lies in a queue of the context's own, of a form that only
/// its author knows: what the context refers to is then searched for it.
/// </summary>
internal sealed class ContextCollector
{
    private const int MaxSearched = 20_000;
    private const int WithoutAwait = -1;

    private readonly Dictionary<ulong, (ulong Context, ulong Action)> _continuations = [];

    public IHeapInterest? InterestIn(ClrType type)
    {
        var field = type.Name switch
        {
            ContextLayout.ContextContinuationType => ContextLayout.ContextField,
            ContextLayout.SchedulerContinuationType => ContextLayout.SchedulerField,
            _ => null,
        };
        return field is not null && TaskLayout.Offset(type, field) is { } context && TaskLayout.Offset(type, ContextLayout.ActionField) is { } action
            ? new Continuations(this, context, action)
            : null;
    }

    /// <param name="contexts">The contexts of blocked threads: those of others make nobody wait.</param>
    public ImmutableArray<TaskResumption> Resolve(ClrHeap heap, TaskTable tasks, IEnumerable<ThreadContext> contexts)
    {
        var wanted = contexts.Select(context => context.Address).ToHashSet();
        if (wanted.Count == 0)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<TaskResumption>();
        foreach (var (address, (context, action)) in _continuations.Where(pair => wanted.Contains(pair.Value.Context)))
        {
            // Continuations of former awaits may still lie about: this one counts when the task that is awaited now points at it.
            if (RowOf(heap, tasks, action) is var row and >= 0 && tasks.AwaitsOf[row] is var awaited and >= 0
                && heap.GetObject(tasks.Addresses[awaited]).TryReadObjectField(TaskLayout.ContinuationField, out var current)
                && current.Address == address)
            {
                found.Add(new TaskResumption(row, context, IsPosted: false));
            }
        }

        foreach (var context in wanted)
        {
            found.AddRange(PostedTo(heap, tasks, context).Distinct().Select(row => new TaskResumption(row, context, IsPosted: true)));
        }

        return found.ToImmutable();
    }

    /// <summary>Rows of the tasks whose code waits in the queue of a context, or that were given to a scheduler.</summary>
    private static IEnumerable<int> PostedTo(ClrHeap heap, TaskTable tasks, ulong context)
    {
        var seen = new HashSet<ulong> { context };
        var next = new Queue<ulong>(seen);
        while (next.TryDequeue(out var address) && seen.Count < MaxSearched)
        {
            var item = heap.GetObject(address);
            if (item.Type is null || item.Type.Name is "System.RuntimeType" or ThreadLayout.ThreadType)
            {
                continue;
            }

            if (item.IsDelegate && RowOf(heap, tasks, address) is var row and >= 0)
            {
                // What is queued stands at an await whose task is done.
                if (tasks.StatusOf[row] == TaskStatusFlags.Queued)
                {
                    yield return row;
                }

                continue;
            }

            if (tasks.Find(address) is var task and >= 0)
            {
                if (tasks[task] is { Shape.Kind: TaskKind.Delegate, State: WithoutAwait })
                {
                    yield return task;
                }

                continue;
            }

            foreach (var reference in item.EnumerateReferenceAddresses(carefully: true))
            {
                if (seen.Add(reference))
                {
                    next.Enqueue(reference);
                }
            }
        }
    }

    /// <summary>The task whose code a delegate goes on with; -1 for none.</summary>
    private static int RowOf(ClrHeap heap, TaskTable tasks, ulong action) =>
        action != 0 && heap.GetObject(action).TryReadObjectField(ContextLayout.DelegateTargetField, out var target) && !target.IsNull
            ? tasks.Find(target.Address)
            : -1;

    private sealed class Continuations(ContextCollector owner, int context, int action) : IHeapInterest
    {
        public void Visit(ulong address, ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length >= Math.Max(context, action) + 8)
            {
                owner._continuations[address] = (MemoryMarshal.Read<ulong>(bytes[context..]), MemoryMarshal.Read<ulong>(bytes[action..]));
            }
        }
    }
}
