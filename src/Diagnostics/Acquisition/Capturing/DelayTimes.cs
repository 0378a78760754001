using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Reads how long the tasks that a timer completes have to go.</summary>
internal static class DelayTimes
{
    private const int Unknown = -1;

    public static TaskTable Add(TaskTable tasks, ClrRuntime runtime)
    {
        if (!tasks.Shapes.Any(MayHaveATimer)
            || runtime.BaseClassLibrary.GetTypeByName(TimerLayout.TimerType) is not { } timerType
            || TimerLayout.Find(timerType) is not { } layout)
        {
            return tasks;
        }

        var now = Environment.TickCount64;
        int[]? left = null;
        var offsets = new Dictionary<int, int?>();
        for (var row = 0; row < tasks.Count; row++)
        {
            var shape = tasks.ShapeOf[row];
            if (!MayHaveATimer(tasks.Shapes[shape]))
            {
                continue;
            }

            if (!offsets.TryGetValue(shape, out var offset))
            {
                offset = runtime.Heap.GetObjectType(tasks.Addresses[row]) is { } type ? TaskLayout.Offset(type, TimerLayout.TimerField) : null;
                offsets.Add(shape, offset);
            }

            if (offset is { } at && Read(runtime.DataTarget.DataReader, tasks.Addresses[row] + (ulong)at, layout, now) is var time and not Unknown)
            {
                left ??= NoTimes(tasks.Count);
                left[row] = time;
            }
        }

        return left is null ? tasks : tasks with { MillisecondsLeftOf = ImmutableCollectionsMarshal.AsImmutableArray(left) };
    }

    private static int[] NoTimes(int count)
    {
        var none = FreshPages.Array<int>(count);
        Array.Fill(none, Unknown);
        return none;
    }

    /// <summary>Task.Delay, and Task.WaitAsync with a time limit, which is a combination with the task that it waits for.</summary>
    private static bool MayHaveATimer(TaskShape shape) => shape.Kind is TaskKind.Delay or TaskKind.Combinator;

    private static int Read(IDataReader reader, ulong slot, TimerLayout layout, long now)
    {
        var timer = reader.ReadPointer(slot);
        if (timer == 0 || (reader.ReadPointer(timer) & ~7UL) != layout.MethodTable)
        {
            return Unknown; // a timer of a TimeProvider of the program's own, or none: an endless delay
        }

        var due = reader.Read<uint>(timer + (ulong)layout.DueTime);
        var start = reader.Read<long>(timer + (ulong)layout.StartTicks);
        return TimerLayout.Left(due, start, now) ?? Unknown;
    }
}
