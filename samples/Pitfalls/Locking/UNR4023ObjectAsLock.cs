namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>The object is only there to be locked.</summary>
public sealed class UNR4023ObjectAsLock
{
    private readonly object _gate = new(); // UNR4023
    private int _count;

    public void Add()
    {
        lock (_gate)
        {
            _count++;
        }
    }
}

/// <summary>Its type says so.</summary>
public sealed class UNR4023ObjectAsLockRepaired
{
    private readonly Lock _gate = new();
    private int _count;

    public void Add()
    {
        lock (_gate)
        {
            _count++;
        }
    }
}
