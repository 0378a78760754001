using System.Collections.Concurrent;

namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>All workers add to one dictionary, which is for one thread at a time.</summary>
public static class UNR5009UnsafeCollection
{
    public static IReadOnlyDictionary<string, int> Lengths(string[] words)
    {
        var lengths = new Dictionary<string, int>();
        Parallel.ForEach(words, word =>
        {
            lengths[word] = word.Length; // UNR5009
        });
        return lengths;
    }
}

/// <summary>A collection that is made for several threads.</summary>
public static class UNR5009UnsafeCollectionRepaired
{
    public static IReadOnlyDictionary<string, int> Lengths(string[] words)
    {
        var lengths = new ConcurrentDictionary<string, int>();
        Parallel.ForEach(words, word =>
        {
            lengths[word] = word.Length;
        });
        return lengths;
    }
}
