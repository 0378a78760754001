namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Each call enters a copy of its own.</summary>
public sealed class UNR4018CopiedSpinLock
{
    private readonly SpinLock _spin = new(enableThreadOwnerTracking: false); // UNR4018
    private int _count;

    public void Add()
    {
        var taken = false;
        try
        {
            _spin.Enter(ref taken);
            _count++;
        }
        finally
        {
            if (taken)
            {
                _spin.Exit();
            }
        }
    }
}

/// <summary>There is one lock.</summary>
public sealed class UNR4018CopiedSpinLockRepaired
{
    private SpinLock _spin = new(enableThreadOwnerTracking: false);
    private int _count;

    public void Add()
    {
        var taken = false;
        try
        {
            _spin.Enter(ref taken);
            _count++;
        }
        finally
        {
            if (taken)
            {
                _spin.Exit();
            }
        }
    }
}
