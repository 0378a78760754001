using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Finds the contexts that blocked threads work for: the one that is set on the thread, and the schedulers of the tasks it runs.</summary>
internal sealed class ThreadContexts(ClrHeap heap, ThreadNames threads, TaskTable tasks)
{
    private readonly Dictionary<int, ImmutableArray<ThreadContext>> _known = [];

    public ImmutableArray<ThreadContext> Of(CapturedStack stack)
    {
        if (!_known.TryGetValue(stack.Thread.ManagedThreadId, out var contexts))
        {
            contexts = [.. Find(stack)];
            _known.Add(stack.Thread.ManagedThreadId, contexts);
        }

        return contexts;
    }

    private IEnumerable<ThreadContext> Find(CapturedStack stack)
    {
        var id = stack.Thread.ManagedThreadId;
        if (threads.ObjectOf(id) is var thread and not 0
            && heap.GetObject(thread).TryReadObjectField(ContextLayout.ThreadContextField, out var context)
            && context is { IsNull: false, Type.Name: { } type } and not { Type.Name: ContextLayout.PlainContextType })
        {
            yield return new ThreadContext(context.Address, CSharpTypeName.Short(type), IsScheduler: false, IsLoopOf(stack, context));
        }

        foreach (var row in RunningTasks.Of(stack, tasks))
        {
            if (heap.GetObject(tasks.Addresses[row]).TryReadObjectField(ContextLayout.TaskSchedulerField, out var scheduler)
                && scheduler is { IsNull: false, Type.Name: { } name } and not { Type.Name: ContextLayout.PoolSchedulerType })
            {
                yield return new ThreadContext(scheduler.Address, CSharpTypeName.Short(name), IsScheduler: true, IsLoopOf(stack, scheduler));
            }
        }
    }

    /// <summary>
    /// Whether a method of the context's own type, or of the type around it, is on the stack below what the program does
    /// in it: the loop that does its work. The innermost frames do not count: a Send to itself would be one.
    /// </summary>
    private static bool IsLoopOf(CapturedStack stack, ClrObject context) =>
        stack.Frames.Skip(stack.WaitFrame + 1).Any(frame => frame.Method?.Type is { } type
            && type.Name is { } name && OutermostOf(name).SequenceEqual(OutermostOf(context.Type!.Name ?? "?")));

    private static ReadOnlySpan<char> OutermostOf(string type) => type.AsSpan(0, type.IndexOf('+', StringComparison.Ordinal) is var plus and > 0 ? plus : type.Length);
}
