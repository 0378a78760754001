namespace Unravel.Diagnostics.Runtimes;

/// <summary>Where a continuation keeps the context or the scheduler that it must run on, .NET 8 to 10.</summary>
internal static class ContextLayout
{
    /// <summary>The plain context posts to the thread pool: it needs no thread in particular.</summary>
    public const string PlainContextType = "System.Threading.SynchronizationContext";

    public const string PoolSchedulerType = "System.Threading.Tasks.ThreadPoolTaskScheduler";

    public const string ContextContinuationType = "System.Threading.Tasks.SynchronizationContextAwaitTaskContinuation";
    public const string ContextField = "m_syncContext";

    public const string SchedulerContinuationType = "System.Threading.Tasks.TaskSchedulerAwaitTaskContinuation";
    public const string SchedulerField = "m_scheduler";

    /// <summary>The delegate that goes on with the async method, in both continuations.</summary>
    public const string ActionField = "m_action";

    public const string DelegateTargetField = "_target";

    public const string ThreadContextField = "_synchronizationContext";
    public const string TaskSchedulerField = "m_taskScheduler";
}
