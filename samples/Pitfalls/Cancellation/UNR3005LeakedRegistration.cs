namespace Unravel.Samples.Pitfalls.Cancellation;

/// <summary>Every answer that ever came is kept by the token, together with its callback.</summary>
public sealed class UNR3005LeakedRegistration
{
    public async Task<int> AskAsync(Action<TaskCompletionSource<int>> send, CancellationToken token)
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(() => answer.TrySetCanceled()); // UNR3005
        send(answer);
        return await answer.Task;
    }
}

/// <summary>The registration ends with the question.</summary>
public sealed class UNR3005LeakedRegistrationRepaired
{
    public async Task<int> AskAsync(Action<TaskCompletionSource<int>> send, CancellationToken token)
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = token.Register(() => answer.TrySetCanceled());
        send(answer);
        return await answer.Task;
    }
}
