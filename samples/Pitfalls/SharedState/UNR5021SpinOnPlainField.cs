namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>The compiler may read the field once, before the loop.</summary>
public sealed class UNR5021SpinOnPlainField
{
    private bool _ready;

    public void Signal() => _ready = true;

    public void Wait()
    {
        while (!_ready) // UNR5021
        {
        }
    }
}

/// <summary>It is read anew in each round.</summary>
public sealed class UNR5021SpinOnPlainFieldRepaired
{
    private bool _ready;

    public void Signal() => Volatile.Write(ref _ready, true);

    public void Wait()
    {
        while (!Volatile.Read(ref _ready))
        {
        }
    }
}
