namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>After a second the file is written without the lock.</summary>
public sealed class UNR4007IgnoredAcquire
{
    private readonly object _gate = new();
    private int _written;

    public void Write()
    {
        Monitor.TryEnter(_gate, 1000); // UNR4007
        try
        {
            _written++;
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }
}

/// <summary>Without the lock it is not written.</summary>
public sealed class UNR4007IgnoredAcquireRepaired
{
    private readonly object _gate = new();
    private int _written;

    public void Write()
    {
        if (!Monitor.TryEnter(_gate, 1000))
        {
            throw new TimeoutException();
        }

        try
        {
            _written++;
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }
}
