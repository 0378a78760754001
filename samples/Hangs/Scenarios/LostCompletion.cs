namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A thread blocks on a call whose reply can never come: the request was not entered in the table from which replies
/// find their way back, so nothing but the waiting call itself knows the promise. In the repaired form a timer answers.
/// </summary>
internal sealed class LostCompletion(bool faulty) : Scenario(faulty)
{
    private const int RepliesOfAHealthyLine = 5;

    private readonly Progress _replies = new();
    private Thread? _caller;

    public override void Start()
    {
        if (!Faulty)
        {
            _ = CallForEverAsync(new Line(fault: false), _replies);
            return;
        }

        var replies = _replies;
        _caller = new Thread(() => Call(new Line(fault: true), replies)) { Name = "caller", IsBackground = true };
        _caller.Start();
    }

    protected override string? MissingFault() =>
        (_caller!.ThreadState & ThreadState.WaitSleepJoin) == 0 ? "the caller does not wait yet"
        : _replies.Count > 0 ? "a reply has come"
        : null;

    protected override string? MissingProgress() => _replies.Count < RepliesOfAHealthyLine ? $"only {_replies.Count} replies came" : null;

    private static async Task CallForEverAsync(Line line, Progress replies)
    {
        while (true)
        {
            await line.AskAsync();
            replies.EndDay();
        }
    }

    private static void Call(Line line, Progress replies)
    {
        while (true)
        {
            line.AskAsync().GetAwaiter().GetResult(); // marker: caller-blocks
            replies.EndDay();
        }
    }
}

internal sealed class Line(bool fault)
{
    private int _length;

    public async Task AskAsync()
    {
        var reply = await SendAsync();
        _length += reply.Length;
    }

    private async Task<string> SendAsync()
    {
        var reply = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var answer = fault ? null : new Timer(state => ((TaskCompletionSource<string>)state!).TrySetResult("yes"), reply, 10, Timeout.Infinite);
        return await reply.Task; // marker: send-awaits
    }
}
