namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Who has a counter can lock it, and hold up all who count.</summary>
public sealed class UNR4011ReachableLock
{
    private int _count;

    public void Add()
    {
        lock (this) // UNR4011
        {
            _count++;
        }
    }
}

/// <summary>The lock is out of the reach of others.</summary>
public sealed class UNR4011ReachableLockRepaired
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
