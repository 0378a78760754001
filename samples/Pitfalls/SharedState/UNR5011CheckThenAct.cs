using System.Collections.Concurrent;

namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>Another thread comes between the question and the act.</summary>
public sealed class UNR5011CheckThenAct
{
    private readonly ConcurrentDictionary<string, int> _lengths = new();
    private readonly ConcurrentDictionary<string, int> _hits = new();

    public int LengthOf(string text)
    {
        _hits[text] += 1; // UNR5011
        if (!_lengths.ContainsKey(text))
        {
            _lengths[text] = text.Length; // UNR5011
        }

        return text.Length;
    }
}

/// <summary>One call does both.</summary>
public sealed class UNR5011CheckThenActRepaired
{
    private readonly ConcurrentDictionary<string, int> _lengths = new();
    private readonly ConcurrentDictionary<string, int> _hits = new();

    public int LengthOf(string text)
    {
        _hits.AddOrUpdate(text, 1, (_, hits) => hits + 1);
        return _lengths.GetOrAdd(text, key => key.Length);
    }
}
