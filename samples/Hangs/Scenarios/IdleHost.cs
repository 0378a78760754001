using System.Runtime.InteropServices;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: a host that waits for the signal to shut down, its main thread in GetResult, some idle workers, a timer,
/// and a task that only keeps something alive and waits for ever.
/// </summary>
internal sealed class IdleHost(bool faulty) : Scenario(faulty)
{
    private readonly Host _host = new();
    private Thread? _main;

    public override void Start()
    {
        _main = Thread.CurrentThread;
        _host.WarmUp();
    }

    public override void RunMain(Thread watcher) => _host.RunAsync().GetAwaiter().GetResult();

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() =>
        _host.Ticks < 3 ? "the timer has not ticked three times"
        : (_main!.ThreadState & ThreadState.WaitSleepJoin) == 0 ? "the main thread does not wait for the shutdown"
        : null;
}

internal sealed class Host
{
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _lasting;
    private int _ticks;
    private int _warm;

    public int Ticks => Volatile.Read(ref _ticks);

    /// <summary>Gives every worker of the pool something short to do: afterwards they are idle.</summary>
    public void WarmUp() =>
        Parallel.For(0, Environment.ProcessorCount * 4, _ => Interlocked.Increment(ref _warm));

    public async Task RunAsync()
    {
        using var timer = new Timer(_ => Interlocked.Increment(ref _ticks), null, 50, 50);
        using var stop = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnStop);
        _lasting = LastAsync();
        await _shutdown.Task;
    }

    private static async Task LastAsync()
    {
        await Task.Yield();
        await Task.Delay(Timeout.Infinite);
    }

    private void OnStop(PosixSignalContext context)
    {
        context.Cancel = true;
        _shutdown.TrySetResult();
    }
}
