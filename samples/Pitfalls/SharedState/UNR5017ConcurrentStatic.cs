namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>The counter is one for all instances, and each adds to it in two steps.</summary>
public sealed class UNR5017ConcurrentStatic
{
    private static int s_requests;
    private readonly object _gate = new();
    private int _mine;

    public static int Requests => s_requests;

    public void Handle()
    {
        lock (_gate)
        {
            _mine++;
        }

        s_requests++; // UNR5017
    }
}

/// <summary>Counted in one step.</summary>
public sealed class UNR5017ConcurrentStaticRepaired
{
    private static int s_requests;
    private readonly object _gate = new();
    private int _mine;

    public static int Requests => Volatile.Read(ref s_requests);

    public void Handle()
    {
        lock (_gate)
        {
            _mine++;
        }

        Interlocked.Increment(ref s_requests);
    }
}
