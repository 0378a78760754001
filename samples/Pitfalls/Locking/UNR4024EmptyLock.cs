namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>The lock is empty, and the count stands beside it.</summary>
public sealed class UNR4024EmptyLock
{
    private readonly Lock _gate = new();
    private int _count;

    public void Add()
    {
        lock (_gate) { } // UNR4024
        _count++;
    }
}

/// <summary>The count is inside.</summary>
public sealed class UNR4024EmptyLockRepaired
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
