namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>A handler that waits for a thread which wants the lock never comes back.</summary>
public sealed class UNR4020ForeignUnderLock
{
    private readonly object _gate = new();
    private int _count;

    public event EventHandler? Changed;

    public void Add(int count)
    {
        lock (_gate)
        {
            _count += count;
            Changed?.Invoke(this, EventArgs.Empty); // UNR4020
        }
    }
}

/// <summary>The handlers run when the lock is free again.</summary>
public sealed class UNR4020ForeignUnderLockRepaired
{
    private readonly object _gate = new();
    private int _count;

    public event EventHandler? Changed;

    public void Add(int count)
    {
        EventHandler? changed;
        lock (_gate)
        {
            _count += count;
            changed = Changed;
        }

        changed?.Invoke(this, EventArgs.Empty);
    }
}
