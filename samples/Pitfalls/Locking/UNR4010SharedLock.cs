namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Everybody in the process can lock this type, and this literal.</summary>
public sealed class UNR4010SharedLock
{
    private static int s_count;

    public static void Add()
    {
        lock (typeof(UNR4010SharedLock)) // UNR4010
        {
            s_count++;
        }
    }

    public static void Clear()
    {
        lock ("count") // UNR4010
        {
            s_count = 0;
        }
    }
}

/// <summary>One object that nobody else knows.</summary>
public sealed class UNR4010SharedLockRepaired
{
    private static readonly object s_gate = new();
    private static int s_count;

    public static void Add()
    {
        lock (s_gate)
        {
            s_count++;
        }
    }

    public static void Clear()
    {
        lock (s_gate)
        {
            s_count = 0;
        }
    }
}
