using System.Collections.Immutable;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// The tasks whose code a thread is in the middle of: the frames that run the delegate of a task, or an async method, refer
/// to it. An async method that stands at an await is not one of them.
/// </summary>
internal static class RunningTasks
{
    private const int NotAtAnAwait = -1;

    public static ImmutableArray<int> Of(CapturedStack stack, TaskTable tasks)
    {
        var running = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < stack.Frames.Length; i++)
        {
            if (stack.Frames[i].Method is not { } method
                || !(TaskLayout.RunsDelegate(method.Type.Name, method.Name) || TaskLayout.RunsMachine(method.Type.Name, method.Name) || StateMachines.IsBodyOf(method)))
            {
                continue;
            }

            var frame = i;
            foreach (var item in stack.Objects.Where(item => item.Frame == frame && TypeAncestry.IsTask(item.Object.Type)))
            {
                if (tasks.Find(item.Object.Address) is var row && row >= 0 && tasks[row].State == NotAtAnAwait
                    && tasks[row].Shape.Kind is TaskKind.AsyncMethod or TaskKind.Delegate && !running.Contains(row))
                {
                    running.Add(row);
                }
            }
        }

        return running.ToImmutable();
    }
}
