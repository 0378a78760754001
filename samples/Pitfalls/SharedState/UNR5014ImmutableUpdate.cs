using System.Collections.Immutable;

namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>Two threads make a new list from the same old one; the second to store it throws the first one's item away.</summary>
public sealed class UNR5014ImmutableUpdate
{
    private ImmutableList<string> _names = ImmutableList<string>.Empty;
    private int _added;

    public void Add(string name)
    {
        _names = _names.Add(name); // UNR5014
        Interlocked.Increment(ref _added);
    }
}

/// <summary>Tried again when another thread was quicker.</summary>
public sealed class UNR5014ImmutableUpdateRepaired
{
    private ImmutableList<string> _names = ImmutableList<string>.Empty;
    private int _added;

    public void Add(string name)
    {
        ImmutableInterlocked.Update(ref _names, static (current, added) => current.Add(added), name);
        Interlocked.Increment(ref _added);
    }
}
