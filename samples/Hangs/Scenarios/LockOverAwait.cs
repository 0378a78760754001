namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A method takes a Monitor and awaits. A Monitor belongs to the thread that took it, which goes off to other work; the rest of
/// the method runs on another thread, which wants the Monitor and never gets it. The repair is a lock that belongs to nobody.
/// </summary>
internal sealed class LockOverAwait(bool faulty) : Scenario(faulty)
{
    private const int SalesOfAHealthyTill = 20;

    private readonly Till _till = new();

    public override void Start()
    {
        _ = Task.Run(Faulty ? _till.Sell : () => _ = _till.SellForEverAsync());
        Run("card-terminal", _till.Approve);
    }

    protected override string? MissingProgress() => _till.Sold < SalesOfAHealthyTill ? $"{_till.Sold} things were sold" : null;
}

internal sealed class Till
{
    private readonly object _drawer = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private TaskCompletionSource? _approval;
    private int _sold;

    public int Sold => Volatile.Read(ref _sold);

    /// <summary>The terminal hears of it when the sale stands at its await, not before.</summary>
    public void Sell()
    {
        var approval = new TaskCompletionSource();
        _ = SellAsync(approval.Task);
        Volatile.Write(ref _approval, approval);
    }

    public async Task SellForEverAsync()
    {
        while (true)
        {
            await _gate.WaitAsync();
            try
            {
                await AskForApproval();
                _sold++;
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    /// <summary>What was awaited goes on here, on the thread of the terminal.</summary>
    public void Approve() => Interlocked.Exchange(ref _approval, null)?.SetResult();

    private async Task SellAsync(Task approval)
    {
        Monitor.Enter(_drawer);
        await approval;
        lock (_drawer) // marker: drawer-wanted-again
        {
            _sold++;
        }

        Monitor.Exit(_drawer);
    }

    private Task AskForApproval()
    {
        var approval = new TaskCompletionSource();
        Volatile.Write(ref _approval, approval);
        return approval.Task;
    }
}
