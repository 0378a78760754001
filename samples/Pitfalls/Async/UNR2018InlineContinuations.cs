namespace Unravel.Samples.Pitfalls.Async;

/// <summary>A mailbox whose sender runs the receiver's code: under the sender's lock, and before Send has returned.</summary>
public sealed class UNR2018InlineContinuations
{
    private readonly TaskCompletionSource<string> _letter = new(); // UNR2018

    public Task<string> ReceiveAsync() => _letter.Task;

    public void Send(string letter) => _letter.TrySetResult(letter);
}

/// <summary>The receiver goes on by itself.</summary>
public sealed class UNR2018InlineContinuationsRepaired
{
    private readonly TaskCompletionSource<string> _letter = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> ReceiveAsync() => _letter.Task;

    public void Send(string letter) => _letter.TrySetResult(letter);
}
