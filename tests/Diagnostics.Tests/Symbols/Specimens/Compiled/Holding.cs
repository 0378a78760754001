using System;
using System.Threading;
using System.Threading.Tasks;

namespace Unravel.Diagnostics.Tests.Symbols.Specimens.Compiled;

// Compiled by Holding.targets as debug and as optimised code. The tests say what each method holds at its last await.
internal sealed class HoldingCode
{
    private static readonly SemaphoreSlim s_gate = new(1);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly SemaphoreSlim _other = new(1);
    private readonly AsyncLock _lock = new();

    private SemaphoreSlim Gate => _gate;

    public async Task InTryFinally()
    {
        await _gate.WaitAsync();
        try
        {
            await Task.Yield();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task AfterTryFinally()
    {
        await _gate.WaitAsync();
        try
        {
            await Task.Yield();
        }
        finally
        {
            _gate.Release();
        }

        await Task.Yield();
    }

    public async Task StaticField()
    {
        await s_gate.WaitAsync().ConfigureAwait(false);
        await Task.Yield();
        s_gate.Release();
    }

    public async Task Property()
    {
        await Gate.WaitAsync();
        await Task.Yield();
        Gate.Release();
    }

    public async Task Parameter(SemaphoreSlim gate)
    {
        await gate.WaitAsync();
        await Task.Yield();
        gate.Release();
    }

    public async Task Local()
    {
        var gate = _gate;
        await gate.WaitAsync();
        await Task.Yield();
        gate.Release();
    }

    public async Task Both()
    {
        await _gate.WaitAsync();
        await _other.WaitAsync();
        await Task.Yield();
        _other.Release();
        _gate.Release();
    }

    public async Task OneOfBoth()
    {
        await _gate.WaitAsync();
        await _other.WaitAsync();
        _gate.Release();
        await Task.Yield();
        _other.Release();
    }

    public async Task OnOneBranchOnly(bool condition)
    {
        if (condition)
        {
            await _gate.WaitAsync();
        }

        await Task.Yield();
        if (condition)
        {
            _gate.Release();
        }
    }

    public async Task ReleasedOnOneBranch(bool condition)
    {
        await _gate.WaitAsync();
        if (condition)
        {
            _gate.Release();
        }

        await Task.Yield();
    }

    public async Task InALoop(int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            await _gate.WaitAsync();
            try
            {
                await Task.Yield();
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    public async Task TimedAndGot()
    {
        if (await _gate.WaitAsync(100))
        {
            await Task.Yield();
            _gate.Release();
        }
    }

    public async Task TimedAndNotGot()
    {
        if (!await _gate.WaitAsync(100))
        {
            await Task.Yield();
            return;
        }

        _gate.Release();
    }

    public async Task TimedAndNotAsked()
    {
        await _gate.WaitAsync(100);
        await Task.Yield();
    }

    public async Task SynchronousWait()
    {
        _gate.Wait();
        await Task.Yield();
        _gate.Release();
    }

    public async Task Wrapper()
    {
        using (await _lock.LockAsync())
        {
            await Task.Yield();
        }
    }

    public async Task AfterWrapper()
    {
        using (await _lock.LockAsync())
        {
            await Task.Yield();
        }

        await Task.Yield();
    }

    public async Task HelperTakes()
    {
        await EnterAsync();
        await Task.Yield();
        Leave();
    }

    public async Task HelperReleases()
    {
        await EnterAsync();
        Leave();
        await Task.Yield();
    }

    public async Task BalancedHelper()
    {
        await _other.WaitAsync();
        await InTryFinally();
        await Task.Yield();
        _other.Release();
    }

    public async Task SomethingUnknownReleased(SemaphoreSlim[] all)
    {
        await _gate.WaitAsync();
        all[0].Release();
        await Task.Yield();
    }

    public async Task CaughtException()
    {
        try
        {
            await _gate.WaitAsync();
            _gate.Release();
        }
        catch (InvalidOperationException)
        {
        }

        await Task.Yield();
    }

    public async Task FinallyWithAnAwait()
    {
        await _gate.WaitAsync();
        try
        {
            await Task.Yield();
        }
        finally
        {
            await Task.Yield();
            _gate.Release();
        }
    }

    public void Threaded()
    {
        _gate.Wait();
        Thread.Yield();
        _gate.Release();
    }

    private Task EnterAsync() => _gate.WaitAsync();

    private void Leave() => _gate.Release();
}

internal sealed class AsyncLock
{
    private readonly SemaphoreSlim _semaphore = new(1);

    public async Task<Releaser> LockAsync()
    {
        await _semaphore.WaitAsync();
        return new Releaser(_semaphore);
    }

    internal readonly struct Releaser(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
