namespace Unravel.Samples.Pitfalls.Lifetime;

/// <summary>When the work throws, the exception is lost, and whoever awaits the answer waits for ever.</summary>
public sealed class UNR7001LostCompletion
{
    public Task<int> AskAsync(Func<int> work)
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Task.Run(() =>
        {
            var value = work();
            answer.SetResult(value); // UNR7001
        });
        return answer.Task;
    }
}

/// <summary>The task of the work is the promise: it also brings the exception.</summary>
public sealed class UNR7001LostCompletionRepaired
{
    public Task<int> AskAsync(Func<int> work) => Task.Run(work);
}
