using System.Collections.Concurrent;

namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>An entry that is added between count and copy makes the copy throw.</summary>
public sealed class UNR5012LinqSnapshot
{
    private readonly ConcurrentDictionary<string, DateTime> _sessions = new();

    public void Start(string name) => _sessions[name] = DateTime.UtcNow;

    public IEnumerable<string> Oldest() => _sessions.OrderBy(session => session.Value).Select(session => session.Key); // UNR5012
}

/// <summary>The dictionary copies itself.</summary>
public sealed class UNR5012LinqSnapshotRepaired
{
    private readonly ConcurrentDictionary<string, DateTime> _sessions = new();

    public void Start(string name) => _sessions[name] = DateTime.UtcNow;

    public IEnumerable<string> Oldest() => _sessions.ToArray().OrderBy(session => session.Value).Select(session => session.Key);
}
