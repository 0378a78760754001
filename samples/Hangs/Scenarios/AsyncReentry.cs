namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Saving holds the gate of the preferences and loads them first, and loading takes the gate too: a SemaphoreSlim does not
/// let its holder in again. A reader queues behind.
/// </summary>
internal sealed class AsyncReentry(bool faulty) : Scenario(faulty)
{
    private const int RoundsOfHealthyPreferences = 20;

    private Preferences? _preferences;

    public override void Start()
    {
        _preferences = new Preferences(Faulty);
        _ = Task.Run(() => RepeatAsync(_preferences.SaveAsync));
        _ = Task.Run(() => RepeatAsync(_preferences.LoadAsync));
    }

    protected override string? MissingFault() => _preferences!.IsLoadingAgain ? null : "nobody loads while saving yet";

    protected override string? MissingProgress() =>
        _preferences!.Rounds < RoundsOfHealthyPreferences ? $"only {_preferences.Rounds} rounds were made" : null;

    private static async Task RepeatAsync(Func<Task> round)
    {
        while (true)
        {
            await round();
            await Task.Delay(1);
        }
    }
}

internal sealed class Preferences(bool faulty)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _isLoadingAgain;
    private int _value;
    private int _rounds;

    public int Rounds => Volatile.Read(ref _rounds);

    public bool IsLoadingAgain => _isLoadingAgain;

    public async Task SaveAsync()
    {
        await _gate.WaitAsync(); // marker: save-takes
        try
        {
            if (faulty)
            {
                _isLoadingAgain = true;
                await LoadAsync(); // marker: save-awaits-the-load
            }
            else
            {
                await LoadInsideAsync();
            }

            _value++;
        }
        finally
        {
            _gate.Release();
        }

        Interlocked.Increment(ref _rounds);
    }

    public async Task LoadAsync()
    {
        await _gate.WaitAsync(); // marker: load-waits
        try
        {
            await LoadInsideAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The repair: for those who hold the gate already.</summary>
    private async Task LoadInsideAsync()
    {
        await Task.Yield();
        _value += 0;
    }
}
