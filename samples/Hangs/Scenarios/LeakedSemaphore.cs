namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A cook takes the only oven, finds that there is no dough, and leaves by an early return that does not free the oven.
/// Nobody holds it, and whoever comes next waits for ever: async bakers and a thread.
/// </summary>
internal sealed class LeakedSemaphore(bool faulty) : Scenario(faulty)
{
    private const int LoavesOfAHealthyBakery = 20;

    private readonly Bakery _bakery = new();

    public override void Start()
    {
        (Faulty ? _bakery.RoastAsync(dough: 0) : _bakery.RoastSafelyAsync(dough: 0)).Wait();
        _ = Task.Run(_bakery.BakeForEverAsync);
        Run("pastry-cook", _bakery.Glaze);
    }

    protected override string? MissingFault() =>
        base.MissingFault() ?? (_bakery.Asking == 0 ? "the baker does not wait yet" : null);

    protected override string? MissingProgress() =>
        _bakery.Loaves < LoavesOfAHealthyBakery ? $"only {_bakery.Loaves} loaves were baked" : base.MissingProgress();
}

internal sealed class Bakery
{
    private readonly SemaphoreSlim _oven = new(1, 1);
    private int _roasted;
    private int _loaves;
    private int _glazed;
    private int _asking;

    public int Loaves => Volatile.Read(ref _loaves);

    public int Asking => Volatile.Read(ref _asking);

    public async Task RoastAsync(int dough)
    {
        await _oven.WaitAsync(); // marker: roast-takes
        if (dough == 0)
        {
            return; // the fault: the oven stays taken
        }

        await Task.Yield();
        _roasted += dough;
        _oven.Release();
    }

    /// <summary>The repair: a finally frees the oven whatever happens.</summary>
    public async Task RoastSafelyAsync(int dough)
    {
        await _oven.WaitAsync();
        try
        {
            if (dough == 0)
            {
                return;
            }

            await Task.Yield();
            _roasted += dough;
        }
        finally
        {
            _oven.Release();
        }
    }

    public async Task BakeForEverAsync()
    {
        while (true)
        {
            Interlocked.Increment(ref _asking);
            await _oven.WaitAsync(); // marker: baker-waits
            try
            {
                await Task.Delay(1);
                Interlocked.Increment(ref _loaves);
            }
            finally
            {
                _oven.Release();
            }
        }
    }

    public void Glaze()
    {
        _oven.Wait(); // marker: pastry-cook-waits
        try
        {
            _glazed++;
        }
        finally
        {
            _oven.Release();
        }
    }
}
