using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>What goes on when a task completes: another task, a delegate, or a list of them.</summary>
/// <param name="addresses">Of the known tasks, ascending.</param>
internal sealed class TaskContinuations(ClrHeap heap, ulong[] addresses)
{
    private const string ListOfContinuations = "System.Collections.Generic.List<System.Object>";

    /// <summary>The object that a delegate belongs to, which may be wrapped with a context; 0 for none.</summary>
    public ulong TargetOf(ulong continuation)
    {
        var item = heap.GetObject(continuation);
        if (item.Type?.GetFieldByName(ContextLayout.ActionField) is not null && item.TryReadObjectField(ContextLayout.ActionField, out var action))
        {
            item = action;
        }

        return item is { IsNull: false, Type: not null, IsDelegate: true } && item.TryReadObjectField(ContextLayout.DelegateTargetField, out var target) ? target.Address : 0;
    }

    /// <summary>Of a task, or of the list of them that it keeps.</summary>
    public IEnumerable<ulong> Of(ulong continuation)
    {
        if (continuation == 0)
        {
            yield break;
        }

        if (Array.BinarySearch(addresses, continuation) >= 0)
        {
            yield return continuation;
            yield break;
        }

        // ContinueWith leaves an object that carries its task.
        var item = heap.GetObject(continuation);
        if (item.Type?.Name == TaskLayout.ContinueWithType)
        {
            yield return item.TryReadObjectField(TaskLayout.ContinueWithTaskField, out var task) ? task.Address : 0;
            yield break;
        }

        // Several continuations are kept in a List<object>.
        var list = item;
        if (list.Type?.Name != ListOfContinuations)
        {
            yield return continuation;
            yield break;
        }

        if (!list.TryReadObjectField("_items", out var items) || !items.IsArray)
        {
            yield break;
        }

        var count = Math.Min(items.AsArray().Length, 10_000);
        for (var i = 0; i < count; i++)
        {
            if (items.AsArray().GetObjectValue(i) is { IsNull: false } entry)
            {
                yield return entry.Type?.Name == TaskLayout.ContinueWithType && entry.TryReadObjectField(TaskLayout.ContinueWithTaskField, out var task)
                    ? task.Address
                    : entry.Address;
            }
        }
    }
}
