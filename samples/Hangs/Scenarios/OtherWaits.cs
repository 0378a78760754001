using System.Threading.Tasks.Sources;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: an async method that awaits a source of the program's own, a thread that waits for a cancellation, and two
/// that share a SpinLock for moments.
/// </summary>
internal sealed class OtherWaits(bool faulty) : Scenario(faulty)
{
    private readonly Doorbell _bell = new();
    private readonly CancellationTokenSource _closing = new();
    private SpinLock _book = new(enableThreadOwnerTracking: true);
    private Thread? _caretaker;
    private Task? _answering;

    public override void Start()
    {
        _answering = AnswerAsync();
        _caretaker = new Thread(() => _closing.Token.WaitHandle.WaitOne()) { Name = "caretaker", IsBackground = true };
        _caretaker.Start();
        Run("reader", Read);
        Run("writer", Read);
    }

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() =>
        (_caretaker!.ThreadState & ThreadState.WaitSleepJoin) == 0 ? "the caretaker does not wait yet"
        : _answering!.IsCompleted ? "somebody rang"
        : base.MissingProgress();

    private void Read()
    {
        var taken = false;
        _book.Enter(ref taken);
        _book.Exit();
    }

    private async Task AnswerAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            await _bell.RingAsync();
        }
    }
}

/// <summary>Can be awaited again and again without an allocation.</summary>
internal sealed class Doorbell : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    public ValueTask RingAsync()
    {
        _core.Reset();
        return new ValueTask(this, _core.Version);
    }

    public void Ring() => _core.SetResult(true);

    public void GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
