namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A thread holds a monitor and waits for a semaphore; an async method holds the semaphore and wants the monitor. In the
/// repaired form both take the semaphore first.
/// </summary>
internal sealed class ThreadAndTask(bool faulty) : Scenario(faulty)
{
    private const int RoundsOfAHealthyPost = 20;

    private readonly SortingOffice _office = new(faulty ? new Meeting(2) : Meeting.None);

    public override void Start()
    {
        Run("clerk", Faulty ? _office.Stamp : _office.StampInOrder);
        _ = Task.Run(_office.DeliverForEverAsync);
    }

    protected override string? MissingFault() =>
        base.MissingFault() ?? (_office.Delivering == 0 ? "nobody delivers yet" : null);

    protected override string? MissingProgress() =>
        _office.Delivered < RoundsOfAHealthyPost ? $"only {_office.Delivered} letters were delivered" : base.MissingProgress();
}

internal sealed class SortingOffice(Meeting bothHoldOne)
{
    private readonly object _letters = new();
    private readonly SemaphoreSlim _van = new(1, 1);
    private int _stamped;
    private int _delivering;
    private int _delivered;

    public int Delivering => Volatile.Read(ref _delivering);

    public int Delivered => Volatile.Read(ref _delivered);

    public void Stamp()
    {
        lock (_letters)
        {
            bothHoldOne.Meet();
            _van.Wait(); // marker: clerk-waits
            try
            {
                _stamped++;
            }
            finally
            {
                _van.Release();
            }
        }
    }

    /// <summary>The repair: the same order as in DeliverForEverAsync.</summary>
    public void StampInOrder()
    {
        _van.Wait();
        try
        {
            lock (_letters)
            {
                _stamped++;
            }
        }
        finally
        {
            _van.Release();
        }
    }

    public async Task DeliverForEverAsync()
    {
        while (true)
        {
            await _van.WaitAsync(); // marker: deliverer-takes
            try
            {
                await Task.Yield();
                bothHoldOne.Meet();
                Interlocked.Increment(ref _delivering);
                lock (_letters) // marker: deliverer-waits
                {
                    _stamped--;
                }
            }
            finally
            {
                _van.Release();
            }

            Interlocked.Increment(ref _delivered);
            await Task.Delay(1);
        }
    }
}
