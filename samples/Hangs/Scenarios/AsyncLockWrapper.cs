namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Two async methods take two async locks in opposite orders; each lock is a class around a SemaphoreSlim that gives it
/// back when what it returned is disposed of, as many programs have one.
/// </summary>
internal sealed class AsyncLockWrapper(bool faulty) : Scenario(faulty)
{
    private const int RoundsOfAHealthyRoom = 20;

    private readonly ReadingRoom _room = new(faulty ? new AsyncMeeting(2) : AsyncMeeting.None);

    public override void Start()
    {
        _ = Task.Run(() => RepeatAsync(_room.LendAsync));
        _ = Task.Run(() => RepeatAsync(Faulty ? _room.SortAsync : _room.SortInOrderAsync));
    }

    protected override string? MissingFault() => _room.Asking == 2 ? null : "the two methods do not wait for each other yet";

    protected override string? MissingProgress() =>
        _room.Rounds < RoundsOfAHealthyRoom ? $"only {_room.Rounds} rounds were made" : null;

    private static async Task RepeatAsync(Func<Task> round)
    {
        while (true)
        {
            await round();
            await Task.Delay(1);
        }
    }
}

internal sealed class ReadingRoom(AsyncMeeting bothHoldOne)
{
    private readonly AsyncLock _shelves = new();
    private readonly AsyncLock _cards = new();
    private int _lent;
    private int _asking;
    private int _rounds;

    public int Asking => Volatile.Read(ref _asking);

    public int Rounds => Volatile.Read(ref _rounds);

    public async Task LendAsync()
    {
        using (await _shelves.EnterAsync()) // marker: lender-takes
        {
            await bothHoldOne.MeetAsync();
            Interlocked.Increment(ref _asking);
            using (await _cards.EnterAsync()) // marker: lender-waits
            {
                _lent++;
            }
        }

        Interlocked.Increment(ref _rounds);
    }

    public async Task SortAsync()
    {
        using (await _cards.EnterAsync()) // marker: sorter-takes
        {
            await bothHoldOne.MeetAsync();
            Interlocked.Increment(ref _asking);
            using (await _shelves.EnterAsync()) // marker: sorter-waits
            {
                _lent--;
            }
        }

        Interlocked.Increment(ref _rounds);
    }

    /// <summary>The repair: the same order as in LendAsync.</summary>
    public async Task SortInOrderAsync()
    {
        using (await _shelves.EnterAsync())
        using (await _cards.EnterAsync())
        {
            _lent--;
        }

        Interlocked.Increment(ref _rounds);
    }
}

internal sealed class AsyncLock
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<Releaser> EnterAsync()
    {
        await _one.WaitAsync();
        return new Releaser(_one);
    }

    internal readonly struct Releaser(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
