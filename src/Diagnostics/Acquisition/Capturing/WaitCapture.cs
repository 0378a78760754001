using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Finds the object that a blocked thread waits for among those that the frames of the wait refer to.</summary>
internal sealed class WaitCapture(WaitableRegistry waitables)
{
    /// <summary>The address of the task that the thread waits for; 0 when it waits for none or it was not found.</summary>
    public static ulong TaskOf(CapturedStack stack) => stack.WaitKind switch
    {
        WaitKind.Task => stack.WaitObjects.FirstOrDefault(item => TypeAncestry.IsTask(item.Type)).Address,
        WaitKind.Tasks => stack.WaitObjects.SelectMany(TasksIn).FirstOrDefault(),
        _ => 0,
    };

    /// <summary>The index of the object that the thread waits for; null when it waits for none or it was not found.</summary>
    public int? WaitableOf(CapturedStack stack) => stack.WaitKind switch
    {
        WaitKind.Monitor => Add(stack, item => waitables.IsHeldMonitor(item.Address), WaitableKind.Monitor)
            ?? Add(stack, item => item.GetThinLock() is not null, WaitableKind.Monitor)
            ?? Add(stack, item => waitables.IsMonitor(item.Address), WaitableKind.Monitor),
        WaitKind.MonitorPulse => Add(stack, _ => true, WaitableKind.Monitor),
        WaitKind.Lock => Add(stack, IsA(LockLayout.LockType), WaitableKind.Lock),
        WaitKind.SemaphoreSlim => Add(stack, IsA("System.Threading.SemaphoreSlim"), WaitableKind.SemaphoreSlim),
        WaitKind.ManualResetEventSlim => Add(stack, IsA("System.Threading.ManualResetEventSlim"), WaitableKind.Event),
        WaitKind.CountdownEvent => Add(stack, IsA("System.Threading.CountdownEvent"), WaitableKind.CountdownEvent),
        WaitKind.Barrier => Add(stack, IsA("System.Threading.Barrier"), WaitableKind.Barrier),
        WaitKind.ReaderWriterLock => Add(stack, item => ReaderWriterLayout.IsLock(item.Type?.Name), WaitableKind.ReaderWriterLock),
        WaitKind.SpinLock => SpinLocks.WaitableOf(stack, waitables),
        WaitKind.Lazy => LazyOf(stack),
        WaitKind.BlockingCollection => Add(stack, item => item.Type?.Name?.StartsWith(PrimitiveLayout.CollectionType, StringComparison.Ordinal) == true
            && !item.Type.IsArray && !item.Type.Name.Contains('+'), WaitableKind.BlockingCollection),
        WaitKind.WaitHandle => Add(stack, item => TypeAncestry.IsOrDerivesFrom(item.Type, PrimitiveLayout.HandleType), WaitableKind.WaitHandle),
        _ => null,
    };

    /// <summary>
    /// The semaphore that a thread waits for behind async methods: it then waits for a task as they do, and its frames may
    /// refer to that alone. Null when it waits for none or it was not found.
    /// </summary>
    public static int? SemaphoreOf(CapturedStack stack, TaskTable tasks) => stack.WaitKind == WaitKind.SemaphoreSlim
        && stack.WaitObjects.Select(item => tasks.Find(item.Address)).FirstOrDefault(row => row >= 0 && tasks[row].WaitsFor >= 0, -1) is >= 0 and var found
            ? tasks[found].WaitsFor
            : null;

    /// <summary>The managed id of the thread that Thread.Join waits for; null when it waits for none or it was not found.</summary>
    public static int? ThreadOf(CapturedStack stack) => stack.WaitKind == WaitKind.Join
        ? stack.WaitObjects.FirstOrDefault(IsA(ThreadLayout.ThreadType)) is { IsNull: false } thread
            && thread.TryReadField<int>(ThreadLayout.ManagedIdField, out var id) ? id : null
        : null;

    /// <summary>How the thread wants the reader-writer lock that it waits for; null for other waits.</summary>
    public static LockMode? ModeOf(CapturedStack stack) => stack.WaitKind == WaitKind.ReaderWriterLock
        ? stack.Frames.Take(stack.WaitFrame + 1).Select(frame => ReaderWriterLayout.ModeOf(frame.Method?.Name ?? "")).FirstOrDefault(mode => mode is not null)
        : null;

    private int? LazyOf(CapturedStack stack) =>
        stack.WaitObjects.FirstOrDefault(IsA(LazyLayout.HelperType)) is { IsNull: false, Type: not null } helper
        && stack.WaitObjects.FirstOrDefault(item => LazyLayout.IsLazy(item.Type?.Name)) is { IsNull: false, Type: not null } lazy
            ? waitables.AddLazy(helper, lazy)
            : null;

    /// <summary>The process whose end the thread waits for; null when it waits for none or it was not found.</summary>
    public static int? ProcessOf(CapturedStack stack) => stack.WaitKind == WaitKind.ChildProcess
        ? stack.WaitObjects.FirstOrDefault(item => item.Type?.Name is ProcessLayout.ProcessType or ProcessLayout.WaitStateType) is { IsNull: false } process
            && process.TryReadField<int>(ProcessLayout.IdField, out var id) ? id : null
        : null;

    private int? Add(CapturedStack stack, Func<ClrObject, bool> isIt, WaitableKind kind) =>
        stack.WaitObjects.FirstOrDefault(isIt) is { IsNull: false, Type: not null } found ? waitables.Add(found, kind) : null;

    private static Func<ClrObject, bool> IsA(string type) => item => item.Type?.Name == type;

    private static IEnumerable<ulong> TasksIn(ClrObject item)
    {
        if (item.Type?.Name == "System.Collections.Generic.List<System.Threading.Tasks.Task>" && item.TryReadObjectField("_items", out var items))
        {
            item = items;
        }

        if (!item.IsArray || !TypeAncestry.IsTask(item.Type?.ComponentType))
        {
            yield break;
        }

        var array = item.AsArray();
        for (var i = 0; i < Math.Min(array.Length, 1000); i++)
        {
            if (array.GetObjectValue(i) is { IsNull: false, Type: not null } task
                && task.TryReadField<int>(TaskLayout.StateFlagsField, out var flags) && (flags & TaskLayout.CompletedMask) == 0)
            {
                yield return task.Address;
            }
        }
    }
}
