using Unravel.Annotations;

namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>A guard that can be replaced, and one that each instance has for itself.</summary>
public sealed class UNR5002GuardDeclaration
{
    private readonly object _gate = new();
    private object _loose = new();

    [GuardedBy(nameof(_loose))] // UNR5002
    private int _count = 1;

    [GuardedBy(nameof(_gate))] // UNR5002
    private static int s_total = 1;

    public int Sum()
    {
        lock (_loose) // UNR4012
        {
            return _count;
        }
    }

    public void Renew() => _loose = new object();

    [RequiresLock(nameof(_gate))]
    internal int Own() => s_total;
}

/// <summary>One lock for each, for good.</summary>
public sealed class UNR5002GuardDeclarationRepaired
{
    private static readonly object s_gate = new();
    private readonly object _gate = new();

    [GuardedBy(nameof(_gate))]
    private int _count;

    [GuardedBy(nameof(s_gate))]
    private static int s_total;

    public void Add()
    {
        lock (_gate)
        {
            _count++;
        }

        lock (s_gate)
        {
            s_total++;
        }
    }
}
