using System.Collections.Immutable;

namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>All flows that were started from one add to the same list, at the same time.</summary>
public sealed class UNR5026MutableAmbient
{
    private readonly AsyncLocal<List<string>> _scopes = new();

    public void Begin() => _scopes.Value = [];

    public void Enter(string scope) => _scopes.Value!.Add(scope); // UNR5026
}

/// <summary>Each flow sets a list of its own.</summary>
public sealed class UNR5026MutableAmbientRepaired
{
    private readonly AsyncLocal<ImmutableList<string>> _scopes = new();

    public void Begin() => _scopes.Value = [];

    public void Enter(string scope) => _scopes.Value = _scopes.Value!.Add(scope);
}
