namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Neither Wait nor Release looks at the monitor of the semaphore.</summary>
public sealed class UNR4013LockOnPrimitive
{
    private readonly SemaphoreSlim _slots = new(1, 1);
    private int _count;

    public void Add()
    {
        lock (_slots) // UNR4013
        {
            _count++;
        }
    }
}

/// <summary>The semaphore is taken by its own operation.</summary>
public sealed class UNR4013LockOnPrimitiveRepaired
{
    private readonly SemaphoreSlim _slots = new(1, 1);
    private int _count;

    public void Add()
    {
        _slots.Wait();
        try
        {
            _count++;
        }
        finally
        {
            _slots.Release();
        }
    }
}
