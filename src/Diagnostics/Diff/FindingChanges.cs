using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Diff;

/// <summary>Which findings stay, came and went, by their fingerprints, and whether their threads stood still.</summary>
internal static class FindingChanges
{
    public static ImmutableArray<FindingChange> Of(Report first, Report last, IReadOnlySet<int> stuck)
    {
        var before = first.Findings.DistinctBy(FindingTexts.Fingerprint).ToDictionary(FindingTexts.Fingerprint);
        var after = last.Findings.DistinctBy(FindingTexts.Fingerprint).ToDictionary(FindingTexts.Fingerprint);
        return
        [
            .. after.Select(pair => Change(last.Snapshot, pair.Value, before.ContainsKey(pair.Key) ? Presence.Stays : Presence.Came, stuck)),
            .. before.Where(pair => !after.ContainsKey(pair.Key)).Select(pair => Change(first.Snapshot, pair.Value, Presence.Went, stuck)),
        ];
    }

    private static FindingChange Change(ProcessSnapshot snapshot, Finding finding, Presence presence, IReadOnlySet<int> stuck)
    {
        var threads = finding.Evidence.SelectMany(evidence => evidence.Threads).Distinct().Where(id => snapshot.Threads.Any(thread => thread.Id == id)).ToArray();
        return new FindingChange(finding.RuleId, FindingTexts.Message(finding), presence, threads.Count(stuck.Contains), threads.Length);
    }
}
