using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Runtimes;

/// <summary>The timer of Task.Delay, .NET 8 to 10: offsets of the fields of TimerQueueTimer from the address of an object.</summary>
internal sealed record TimerLayout(ulong MethodTable, int DueTime, int StartTicks)
{
    public const string TimerType = "System.Threading.TimerQueueTimer";

    /// <summary>Milliseconds from the start to the next tick.</summary>
    public const string DueTimeField = "_dueTime";

    /// <summary>Environment.TickCount64 of the start: on Linux the same clock for all processes.</summary>
    public const string StartTicksField = "_startTicks";

    /// <summary>In Task.Delay, and in WaitAsync with a time limit.</summary>
    public const string TimerField = "_timer";

    /// <summary>What it runs, on a worker of the pool.</summary>
    public const string CallbackField = "_timerCallback";

    public const uint Never = uint.MaxValue;

    /// <summary>Milliseconds until it is due, 0 for overdue; null for one that is not set.</summary>
    /// <param name="now">Environment.TickCount64.</param>
    public static int? Left(uint dueTime, long startTicks, long now) =>
        dueTime == Never ? null : (int)Math.Clamp(startTicks + dueTime - now, 0, int.MaxValue);

    public static TimerLayout? Find(ClrType timer) =>
        TaskLayout.Offset(timer, DueTimeField) is { } due && TaskLayout.Offset(timer, StartTicksField) is { } start
            ? new TimerLayout(timer.MethodTable, due, start)
            : null;
}
