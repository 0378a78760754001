using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Tests.Symbols;

namespace Unravel.Diagnostics.Tests.Runtimes;

#pragma warning disable xUnit1051 // a token would make other tasks than those that are looked at

public sealed class KnownNamesTests
{
    /// <summary>Names of older runtimes, each with the last version that has it.</summary>
    private static readonly string[] s_olderMethods = ["ReliableEnter (9)"];

    private static readonly string[] s_olderPromises = [];

    [Fact]
    public void EveryPromise_IsATypeOfThisRuntimeOrListedAsOlder()
    {
        Assert.Equal(
            s_olderPromises.Select(row => row.Split(' ')[0]),
            KnownPromises.Table.Select(row => row.TypePrefix).Where(prefix => !CoreLibrary.Types.Any(type => type.StartsWith(prefix, StringComparison.Ordinal))));
    }

    [Fact]
    public void EveryHiddenMethod_IsOfThisRuntimeOrListedAsOlder()
    {
        var methods = CoreLibrary.Methods.Select(known => known.Method).ToHashSet();

        Assert.Equal(s_olderMethods.Select(row => row.Split(' ')[0]), PublicNames.Table.Keys.Where(name => !methods.Contains(name)));
    }

    /// <summary>Real tasks, by what a program writes to get them.</summary>
    [Fact]
    public void TasksOfTheFramework_AreCalledAsTheProgramWroteThem()
    {
        var source = new TaskCompletionSource<int>();
        Task pending = source.Task;
        using var semaphore = new SemaphoreSlim(0);
        using var cancellation = new CancellationTokenSource();

        AssertShown("Task.Delay", TaskKind.Delay, Task.Delay(Timeout.Infinite, cancellation.Token));
        AssertShown("Task.Delay", TaskKind.Delay, Task.Delay(100_000));
        AssertShown("Task.WhenAll", TaskKind.Combinator, Task.WhenAll(pending, source.Task));
        AssertShown("Task.WhenAll", TaskKind.Combinator, Task.WhenAll(source.Task, source.Task));
        AssertShown("Task.WhenAny", TaskKind.Combinator, Task.WhenAny(pending, pending));
        AssertShown("Task.WhenAny", TaskKind.Combinator, Task.WhenAny(pending, pending, pending));
        AssertShown("Task.Unwrap", TaskKind.Combinator, source.Task.ContinueWith(_ => pending, TaskScheduler.Default).Unwrap());
        AssertShown("Task.WaitAsync", TaskKind.Combinator, pending.WaitAsync(cancellation.Token));
        AssertShown("Task.ContinueWith", TaskKind.Combinator, pending.ContinueWith(_ => { }, TaskScheduler.Default));
        AssertShown("Task.ContinueWith", TaskKind.Combinator, pending.ContinueWith(_ => 1, TaskScheduler.Default));
        AssertShown("Task.ContinueWith", TaskKind.Combinator, source.Task.ContinueWith(_ => { }, TaskScheduler.Default));
        AssertShown("Task.ContinueWith", TaskKind.Combinator, source.Task.ContinueWith(_ => 1, TaskScheduler.Default));
        AssertShown("SemaphoreSlim.WaitAsync", TaskKind.Semaphore, semaphore.WaitAsync());
        AssertShown(null, TaskKind.Promise, pending);
        cancellation.Cancel();
        source.SetResult(1);
        semaphore.Release();
    }

    private static void AssertShown(string? shown, TaskKind kind, Task task) =>
        Assert.Equal((shown, kind), KnownPromises.Find(ClrNames.Of(task.GetType())));
}
