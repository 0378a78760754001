using System.Collections.Concurrent;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A window with a message loop, as every user interface has one. A click blocks the loop on an async method, whose rest
/// is queued in that very loop. In the repaired form the click awaits.
/// </summary>
internal sealed class BlockedContext(bool faulty) : Scenario(faulty)
{
    private const int ClicksOfAHealthyWindow = 20;

    private readonly MessageLoop _loop = new();
    private OrderWindow? _window;

    public override void Start()
    {
        _window = new OrderWindow();
        new Thread(_loop.Run) { Name = "window", IsBackground = true }.Start();
        if (Faulty)
        {
            _loop.Post(_ => _window.ShowTotal(), null);
        }
        else
        {
            Run("user", () => _loop.Post(_ => _ = _window.ShowTotalAsync(), null));
        }
    }

    protected override string? MissingFault() =>
        !_window!.IsLoading ? "nobody has clicked yet"
        : _loop.Waiting == 0 ? "the rest of the load is not queued yet"
        : null;

    protected override string? MissingProgress() =>
        _window!.Shown < ClicksOfAHealthyWindow ? $"the total was shown {_window.Shown} times only" : null;
}

/// <summary>A synchronization context of one thread: what is posted to it runs on that thread, one after the other.</summary>
internal sealed class MessageLoop : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _messages = [];

    public int Waiting => _messages.Count;

    public override void Post(SendOrPostCallback d, object? state) => _messages.Add((d, state));

    public void Run()
    {
        SetSynchronizationContext(this);
        foreach (var (callback, state) in _messages.GetConsumingEnumerable())
        {
            callback(state);
        }
    }
}

internal sealed class OrderWindow
{
    private volatile bool _isLoading;
    private int _shown;
    private decimal _total;

    public bool IsLoading => _isLoading;

    public int Shown => Volatile.Read(ref _shown);

    public void ShowTotal()
    {
        _total = LoadTotalAsync().Result; // marker: window-blocks
        Interlocked.Increment(ref _shown);
    }

    /// <summary>The repair: the loop goes on while the total is loaded.</summary>
    public async Task ShowTotalAsync()
    {
        _total = await LoadTotalAsync();
        Interlocked.Increment(ref _shown);
    }

    private async Task<decimal> LoadTotalAsync()
    {
        _isLoading = true;
        await Task.Delay(10); // marker: load-needs-the-window
        return _total + 1;
    }
}
