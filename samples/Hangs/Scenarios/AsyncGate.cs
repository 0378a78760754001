namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: forty async methods contend for two SemaphoreSlim, always in one order, and get them; one of them waits
/// with a time limit. At any moment nearly all of them wait.
/// </summary>
internal sealed class AsyncGate(bool faulty) : Scenario(faulty)
{
    private const int Visitors = 40;
    private const int VisitsOfAHealthyMuseum = 200;

    private readonly Museum _museum = new();

    public override void Start()
    {
        for (var i = 0; i < Visitors; i++)
        {
            _ = Task.Run(_museum.VisitForEverAsync);
        }
    }

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() =>
        _museum.Visits < VisitsOfAHealthyMuseum ? $"only {_museum.Visits} visits were made" : null;
}

internal sealed class Museum
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _entrance = new(3);
    private readonly SemaphoreSlim _vault = new(1, 1);
    private int _visits;

    public int Visits => Volatile.Read(ref _visits);

    public async Task VisitForEverAsync()
    {
        while (true)
        {
            await _entrance.WaitAsync();
            try
            {
                await LookAroundAsync();
            }
            finally
            {
                _entrance.Release();
            }
        }
    }

    private async Task LookAroundAsync()
    {
        if (await _vault.WaitAsync(s_patience))
        {
            try
            {
                await Task.Delay(1);
                Interlocked.Increment(ref _visits);
            }
            finally
            {
                _vault.Release();
            }
        }
    }
}
