namespace Unravel.Samples.Pitfalls.Lifetime;

/// <summary>The loop waits for a semaphore that nobody can release any more; that it is cancelled comes too late.</summary>
public sealed class UNR7005DisposedInUse : IDisposable
{
    private readonly SemaphoreSlim _work = new(0, 100);
    private readonly CancellationTokenSource _stop = new();

    public UNR7005DisposedInUse() => _ = Task.Run(LoopAsync);

    public int Done { get; private set; }

    public void Add() => _work.Release();

    public void Dispose()
    {
        _stop.Cancel();
        _work.Dispose(); // UNR7005
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            await _work.WaitAsync(_stop.Token);
            Done++;
        }
    }
}

/// <summary>The loop has ended before its semaphore goes.</summary>
public sealed class UNR7005DisposedInUseRepaired : IAsyncDisposable
{
    private readonly SemaphoreSlim _work = new(0, 100);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public UNR7005DisposedInUseRepaired() => _loop = Task.Run(LoopAsync);

    public int Done { get; private set; }

    public void Add() => _work.Release();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _work.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                await _work.WaitAsync(_stop.Token);
                Done++;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }
}
