namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>One side counts in one step, the other in two.</summary>
public sealed class UNR5007MixedAtomic
{
    private int _open;
    private bool _ready;

    public bool IsReady => Volatile.Read(ref _ready);

    public void Open() => Interlocked.Increment(ref _open);

    public void Close() => _open--; // UNR5007

    public void Start() => _ready = true; // UNR5007
}

/// <summary>Both sides do the same.</summary>
public sealed class UNR5007MixedAtomicRepaired
{
    private int _open;
    private bool _ready;

    public bool IsReady => Volatile.Read(ref _ready);

    public void Open() => Interlocked.Increment(ref _open);

    public void Close() => Interlocked.Decrement(ref _open);

    public void Start() => Volatile.Write(ref _ready, true);
}
