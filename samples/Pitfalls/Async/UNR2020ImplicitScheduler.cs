// dotnet_diagnostic.UNR2020.severity = warning

namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Called by a task of the user interface, the index is built on the thread of the user interface.</summary>
public sealed class UNR2020ImplicitScheduler
{
    public Task BuildAsync(Action build) => Task.Factory.StartNew(build); // UNR2020
}

/// <summary>Always on the pool.</summary>
public sealed class UNR2020ImplicitSchedulerRepaired
{
    public Task BuildAsync(Action build) => Task.Run(build);
}
