using Unravel.Samples.Hangs.Scenarios;

namespace Unravel.Samples.Hangs;

/// <summary>The scenarios that need ASP.NET Core, by verb. What each must show is in scenarios.json.</summary>
internal static class ScenarioList
{
    private static readonly SortedDictionary<string, Func<bool, Scenario>> s_byVerb = new(StringComparer.Ordinal)
    {
        ["web-host"] = faulty => new WebHost(faulty),
        ["web-idle"] = faulty => new WebIdle(faulty),
        ["web-load"] = faulty => new WebLoad(faulty),
        ["web-lock-held"] = faulty => new WebLockHeld(faulty),
        ["web-starvation"] = faulty => new WebStarvation(faulty),
    };

    public static IEnumerable<string> Verbs => s_byVerb.Keys;

    public static Scenario? Create(string verb, bool faulty) => s_byVerb.GetValueOrDefault(verb)?.Invoke(faulty);
}
