namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A thread blocks on an async method three calls deep, and the promise at its end was dropped by who should complete it.
/// In the repaired form it is completed, and everybody awaits.
/// </summary>
internal sealed class RuntimeAsync(bool faulty) : Scenario(faulty)
{
    private int _sent;

    public override void Start()
    {
        if (Faulty)
        {
            // The thread alone knows what it ships: what this object referred to could still be completed.
            Run("clerk", static () => new Shipping(fault: true).SendAsync().Wait());
        }
        else
        {
            _ = SendForEverAsync();
        }
    }

    protected override string? MissingProgress() => Volatile.Read(ref _sent) < 5 ? $"{_sent} parcels were sent" : null;

    private async Task SendForEverAsync()
    {
        while (true)
        {
            await new Shipping(fault: false).SendAsync();
            Interlocked.Increment(ref _sent);
        }
    }
}

internal sealed class Shipping(bool fault)
{
    private readonly TaskCompletionSource<int> _weighed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task SendAsync()
    {
        await Task.Yield();
        _ = await PackAsync();
    }

    private async Task<int> PackAsync()
    {
        await Task.Delay(1);
        await Task.Delay(1);
        return await WeighAsync();
    }

    private async Task<int> WeighAsync()
    {
        if (!fault)
        {
            _ = Task.Run(() => _weighed.TrySetResult(1));
        }

        return await _weighed.Task;
    }
}
