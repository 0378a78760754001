namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Each instance has a lock, and all of them have one number.</summary>
public sealed class UNR4019StaticUnderInstanceLock
{
    private static int s_created;
    private readonly object _gate = new();

    public int Create()
    {
        lock (_gate)
        {
            return ++s_created; // UNR4019
        }
    }
}

/// <summary>One lock for one number.</summary>
public sealed class UNR4019StaticUnderInstanceLockRepaired
{
    private static readonly object s_gate = new();
    private static int s_created;

    public int Create()
    {
        lock (s_gate)
        {
            return ++s_created;
        }
    }
}
