namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Two threads take two SpinLocks in opposite orders, and turn in front of them for ever. In the repaired form both take them
/// in one order.
/// </summary>
internal sealed class SpinLockOrder : Scenario
{
    private readonly Exchange _exchange;

    public SpinLockOrder(bool faulty)
        : base(faulty) => _exchange = new Exchange(faulty ? new Meeting(2) : Meeting.None);

    public override void Start()
    {
        Run("buyer", _exchange.Buy);
        Run("seller", Faulty ? _exchange.Sell : _exchange.SellInOrder);
    }

    /// <summary>They do not wait as the runtime counts it: they turn.</summary>
    protected override string? MissingFault() => _exchange.Turning < 2 ? "the threads do not turn yet" : null;
}

internal sealed class Exchange(Meeting bothHere)
{
    private SpinLock _bids = new(enableThreadOwnerTracking: true);
    private SpinLock _offers = new(enableThreadOwnerTracking: true);
    private int _turning;

    public int Turning => Volatile.Read(ref _turning);

    public void Buy()
    {
        var (bids, offers) = (false, false);
        _bids.Enter(ref bids);
        MeetTheOther();
        _offers.Enter(ref offers); // marker: buyer-turns
        _offers.Exit();
        _bids.Exit();
    }

    public void Sell()
    {
        var (bids, offers) = (false, false);
        _offers.Enter(ref offers);
        MeetTheOther();
        _bids.Enter(ref bids); // marker: seller-turns
        _bids.Exit();
        _offers.Exit();
    }

    public void SellInOrder()
    {
        var (bids, offers) = (false, false);
        _bids.Enter(ref bids);
        _offers.Enter(ref offers);
        _offers.Exit();
        _bids.Exit();
    }

    private void MeetTheOther()
    {
        bothHere.Meet();
        Interlocked.Increment(ref _turning);
    }
}
