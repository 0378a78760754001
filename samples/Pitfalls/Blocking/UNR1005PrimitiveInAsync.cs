namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>A throttle and a start signal for async work, both waited for by the thread instead of by the method.</summary>
public sealed class UNR1005PrimitiveInAsync : IDisposable
{
    private readonly SemaphoreSlim _free = new(4);
    private readonly ManualResetEventSlim _started = new();

    public async Task<string> FetchAsync(HttpClient client, Uri page, CancellationToken token)
    {
        _started.Wait(token); // UNR1005
        _free.Wait(); // UNR1005
        try
        {
            return await client.GetStringAsync(page, token);
        }
        finally
        {
            _free.Release();
        }
    }

    // A zero timeout only asks.
    public async Task<bool> TryAsync(Func<Task> work)
    {
        if (!_free.Wait(0))
        {
            return false;
        }

        try
        {
            await work();
        }
        finally
        {
            _free.Release();
        }

        return true;
    }

    public void Start() => _started.Set();

    public void Dispose() => _free.Dispose();
}

/// <summary>The semaphore has WaitAsync; the signal is a task that somebody completes.</summary>
public sealed class UNR1005PrimitiveInAsyncRepaired : IDisposable
{
    private readonly SemaphoreSlim _free = new(4);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<string> FetchAsync(HttpClient client, Uri page, CancellationToken token)
    {
        await _started.Task.WaitAsync(token);
        await _free.WaitAsync(token);
        try
        {
            return await client.GetStringAsync(page, token);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Start() => _started.TrySetResult();

    public void Dispose() => _free.Dispose();
}
