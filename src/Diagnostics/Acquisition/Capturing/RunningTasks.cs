using System.Collections.Immutable;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Finds the tasks whose code blocked threads are in the middle of: the frame that runs an async method or the delegate
/// of a task refers to the task. An async method that stands at an await is not one of them.
/// </summary>
internal static class RunningTasks
{
    private const int NotAtAnAwait = -1;

    public static ImmutableArray<RunningTask> Find(IEnumerable<CapturedStack> blocked, TaskTable tasks)
    {
        var found = ImmutableArray.CreateBuilder<RunningTask>();
        foreach (var stack in blocked)
        {
            foreach (var frame in FramesThatRunTasks(stack))
            {
                foreach (var item in stack.Objects.Where(item => item.Frame == frame).DistinctBy(item => item.Object.Address))
                {
                    if (tasks.Find(item.Object.Address) is var row and >= 0
                        && tasks[row].State == NotAtAnAwait
                        && tasks[row].Shape.Kind is TaskKind.AsyncMethod or TaskKind.Delegate
                        && !found.Any(known => known.Row == row))
                    {
                        found.Add(new RunningTask(row, stack.Thread.ManagedThreadId));
                    }
                }
            }
        }

        return found.ToImmutable();
    }

    private static IEnumerable<int> FramesThatRunTasks(CapturedStack stack) =>
        Enumerable.Range(0, stack.Frames.Length).Where(i => stack.Frames[i].Method is { } method
            && (StateMachines.IsBodyOf(method) || WaitMethods.RunsTask(method.Type.Name ?? "", method.Name ?? "")));
}
