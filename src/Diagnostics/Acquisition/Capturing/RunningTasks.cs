using System.Collections.Immutable;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>The tasks whose delegates a thread is inside of: the frames that run a task refer to it.</summary>
internal static class RunningTasks
{
    public static ImmutableArray<int> Of(CapturedStack stack, TaskTable tasks)
    {
        var running = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < stack.Frames.Length; i++)
        {
            if (stack.Frames[i].Method is not { } method || !TaskLayout.RunsDelegate(method.Type.Name, method.Name))
            {
                continue;
            }

            var frame = i;
            foreach (var item in stack.Objects.Where(item => item.Frame == frame && TaskCollector.IsTask(item.Object.Type)))
            {
                if (tasks.Find(item.Object.Address) is var row && row >= 0 && !running.Contains(row))
                {
                    running.Add(row);
                }
            }
        }

        return running.ToImmutable();
    }
}
