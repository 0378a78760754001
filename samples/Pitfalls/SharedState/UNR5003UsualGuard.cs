namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>All but one hold the lock.</summary>
public sealed class UNR5003UsualGuard
{
    private readonly object _gate = new();
    private readonly List<decimal> _bookings = [];
    private decimal _balance;

    public decimal Balance => _balance; // UNR5003

    public void Add(decimal amount)
    {
        lock (_gate)
        {
            _bookings.Add(amount);
            _balance += amount;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _bookings.Clear();
            _balance = 0;
        }
    }

    public decimal Largest()
    {
        var largest = 0m;
        foreach (var booking in _bookings) // UNR5003
        {
            largest = Math.Max(largest, booking);
        }

        return largest;
    }
}

/// <summary>Everybody holds it.</summary>
public sealed class UNR5003UsualGuardRepaired
{
    private readonly object _gate = new();
    private readonly List<decimal> _bookings = [];
    private decimal _balance;

    public decimal Balance
    {
        get
        {
            lock (_gate)
            {
                return _balance;
            }
        }
    }

    public void Add(decimal amount)
    {
        lock (_gate)
        {
            _bookings.Add(amount);
            _balance += amount;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _bookings.Clear();
            _balance = 0;
        }
    }

    public decimal Largest()
    {
        var largest = 0m;
        lock (_gate)
        {
            foreach (var booking in _bookings)
            {
                largest = Math.Max(largest, booking);
            }
        }

        return largest;
    }
}
