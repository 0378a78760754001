namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>Two threads read the same number and write the same number.</summary>
public sealed class UNR5006VolatileCompound
{
    private volatile int _count;

    public int Count => _count;

    public void Add() => _count++; // UNR5006
}

/// <summary>One step.</summary>
public sealed class UNR5006VolatileCompoundRepaired
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}
