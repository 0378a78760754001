namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Awaits the start of an import and says that it is done.</summary>
public sealed class UNR2007NestedTask(string path)
{
    public async Task ImportAsync(CancellationToken token)
    {
        await Task.Factory.StartNew(async () => await File.ReadAllLinesAsync(path, token), token); // UNR2007
        Console.WriteLine("imported");
    }

    // A thread of its own, which the first await gives back.
    public Task WatchAsync(PeriodicTimer timer) =>
        Task.Factory.StartNew(async () => await timer.WaitForNextTickAsync(), TaskCreationOptions.LongRunning).Unwrap(); // UNR2007
}

/// <summary>The same with Task.Run, whose task ends when the work does.</summary>
public sealed class UNR2007NestedTaskRepaired(string path)
{
    public async Task ImportAsync(CancellationToken token)
    {
        await Task.Run(async () => await File.ReadAllLinesAsync(path, token), token);
        Console.WriteLine("imported");
    }

    public Task WatchAsync(PeriodicTimer timer) =>
        Task.Run(async () => await timer.WaitForNextTickAsync());
}
