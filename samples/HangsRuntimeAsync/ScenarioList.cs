using Unravel.Samples.Hangs.Scenarios;

namespace Unravel.Samples.Hangs;

/// <summary>The scenarios in async methods of the runtime's own, by verb. What each must show is in scenarios.json.</summary>
internal static class ScenarioList
{
    private static readonly SortedDictionary<string, Func<bool, Scenario>> s_byVerb = new(StringComparer.Ordinal)
    {
        ["runtime-async"] = faulty => new RuntimeAsync(faulty),
    };

    public static IEnumerable<string> Verbs => s_byVerb.Keys;

    public static Scenario? Create(string verb, bool faulty) => s_byVerb.GetValueOrDefault(verb)?.Invoke(faulty);
}
