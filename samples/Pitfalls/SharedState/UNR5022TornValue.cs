namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>A decimal is written in pieces: a reader can see a price that nobody ever set.</summary>
public sealed class UNR5022TornValue
{
    private decimal _price;
    private int _changes;

    public decimal Price => _price;

    public void Set(decimal price)
    {
        _price = price; // UNR5022
        Interlocked.Increment(ref _changes);
    }
}

/// <summary>A reference is written in one step, and what it refers to never changes.</summary>
public sealed class UNR5022TornValueRepaired
{
    private volatile Quote _quote = new(0);
    private int _changes;

    public decimal Price => _quote.Price;

    public void Set(decimal price)
    {
        _quote = new Quote(price);
        Interlocked.Increment(ref _changes);
    }

    private sealed record Quote(decimal Price);
}
