namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>When another thread was quicker the amount is lost.</summary>
public sealed class UNR5015IgnoredExchange
{
    private int _total;

    public void Add(int amount)
    {
        var old = Volatile.Read(ref _total);
        Interlocked.CompareExchange(ref _total, old + amount, old); // UNR5015
    }
}

/// <summary>It tries again until it was the one.</summary>
public sealed class UNR5015IgnoredExchangeRepaired
{
    private int _total;

    public void Add(int amount)
    {
        int old;
        do
        {
            old = Volatile.Read(ref _total);
        }
        while (Interlocked.CompareExchange(ref _total, old + amount, old) != old);
    }
}
