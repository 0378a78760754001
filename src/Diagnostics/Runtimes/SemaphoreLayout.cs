using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Runtimes;

/// <summary>System.Threading.SemaphoreSlim of .NET 8 to 10: offsets of its fields from the address of an object.</summary>
internal sealed record SemaphoreLayout(int CurrentCount, int MaxCount, int WaitCount, int AsyncHead)
{
    public const string SemaphoreType = "System.Threading.SemaphoreSlim";
    public const string CurrentCountField = "m_currentCount";
    public const string MaxCountField = "m_maxCount";

    /// <summary>Threads that wait; tasks that wait are a list of their own.</summary>
    public const string WaitCountField = "m_waitCount";

    /// <summary>The first of the tasks that wait, each a TaskNode.</summary>
    public const string AsyncHeadField = "m_asyncHead";

    public const string NodeType = "System.Threading.SemaphoreSlim+TaskNode";
    public const string NextField = "Next";

    /// <summary>The maximum of a semaphore that was made without one.</summary>
    public const int NoMaximum = int.MaxValue;

    /// <summary>Null when a field is missing: the runtime is newer than what is known here.</summary>
    public static SemaphoreLayout? Find(ClrType semaphore) =>
        TaskLayout.Offset(semaphore, CurrentCountField) is { } current
        && TaskLayout.Offset(semaphore, MaxCountField) is { } max
        && TaskLayout.Offset(semaphore, WaitCountField) is { } waiting
        && TaskLayout.Offset(semaphore, AsyncHeadField) is { } head
            ? new SemaphoreLayout(current, max, waiting, head)
            : null;
}
