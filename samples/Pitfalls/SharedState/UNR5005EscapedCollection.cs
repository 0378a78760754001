namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>The list leaves its lock behind.</summary>
public sealed class UNR5005EscapedCollection
{
    private readonly object _gate = new();
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return _names; // UNR5005
            }
        }
    }

    public void Add(string name)
    {
        lock (_gate)
        {
            _names.Add(name);
        }
    }

    public IEnumerable<string> Long() => _names.Where(name => name.Length > 20); // UNR5005
}

/// <summary>Copies are made under the lock.</summary>
public sealed class UNR5005EscapedCollectionRepaired
{
    private readonly object _gate = new();
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return _names.ToArray();
            }
        }
    }

    public void Add(string name)
    {
        lock (_gate)
        {
            _names.Add(name);
        }
    }

    public IEnumerable<string> Long()
    {
        lock (_gate)
        {
            return _names.Where(name => name.Length > 20).ToArray();
        }
    }
}
