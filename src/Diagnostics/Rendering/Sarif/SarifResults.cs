using System.Globalization;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Sarif;

/// <summary>A finding as a result: where each participant stands, the way of each as a flow, and the stacks.</summary>
internal sealed class SarifResults(ProcessSnapshot snapshot, SourceLocations sources, IReadOnlyDictionary<string, int> ruleIndexes)
{
    /// <summary>A starved pool has hundreds of alike threads; a few stacks show it.</summary>
    private const int MaxStacks = 16;

    private const string FingerprintName = "unravelFinding/v1";

    public SarifResult Of(Finding finding)
    {
        var rule = Catalog.Rules.Get(finding.RuleId);
        var lines = finding.Evidence.Select(evidence => evidence.Text).Prepend(FindingTexts.Message(finding) + ".");
        var places = finding.Evidence.SelectMany(evidence => evidence.Frames.Select(frame => (evidence, frame))).ToArray();

        // The alert belongs where the first participant waits; a place without a line can show none.
        var main = finding.Evidence.Select(evidence => evidence.Frames.LastOrDefault(frame => frame.Frame.Line is not null)).FirstOrDefault(frame => frame is not null)
            ?? places.Select(place => place.frame).FirstOrDefault();
        var others = places.Where(place => place.frame != main && place.frame.Frame.Line is not null).DistinctBy(place => (place.frame.What, place.frame.Frame.Line)).ToArray();
        return new SarifResult(finding.RuleId, ruleIndexes[finding.RuleId], SarifReport.LevelOf(rule), new SarifMessage(string.Join('\n', lines)))
        {
            Locations = main is null ? null : [sources.Of(main.Frame)],
            RelatedLocations = others.Length == 0 ? null :
            [
                .. others.Select((place, index) => sources.Of(place.frame.Frame, $"{place.evidence.Text}: {Word(place.frame)}") with { Id = index + 1 }),
            ],
            CodeFlows = finding.Evidence.Count(evidence => evidence.Frames.Length > 0) > 1 ? [Flow(finding)] : null,
            Stacks = Stacks(finding),
            PartialFingerprints = new Dictionary<string, string> { [FingerprintName] = FindingTexts.Fingerprint(finding) },
            Properties = new SarifResultProperties(finding.Certainty == Certainty.Proof ? "proof" : "inferred", finding.InferredFrom),
        };
    }

    private SarifCodeFlow Flow(Finding finding)
    {
        var order = 0;
        var flows = new List<SarifThreadFlow>();
        foreach (var evidence in finding.Evidence.Where(evidence => evidence.Frames.Length > 0))
        {
            var id = evidence.Threads is [var thread] ? thread.ToString(CultureInfo.InvariantCulture) : $"participant {flows.Count + 1}";
            flows.Add(new SarifThreadFlow(id, new SarifMessage(evidence.Text),
            [
                .. evidence.Frames.Select(frame => new SarifThreadFlowLocation(sources.Of(frame.Frame, Word(frame)), ++order, "essential")),
            ]));
        }

        return new SarifCodeFlow(new SarifMessage(FindingTexts.Message(finding)), flows);
    }

    private SarifStack[]? Stacks(Finding finding)
    {
        var threads = finding.Evidence.SelectMany(evidence => evidence.Threads).ToHashSet();
        SarifStack[] stacks =
        [
            .. snapshot.Threads.Where(thread => threads.Contains(thread.Id) && thread.Frames.Length > 0).Take(MaxStacks).Select(thread =>
                new SarifStack(new SarifMessage(ThreadNaming.Of(thread)),
                [
                    .. thread.Frames.Select(frame => new SarifFrame(sources.Of(frame)) { Module = frame.Module, ThreadId = thread.Id }),
                ])),
        ];
        return stacks.Length == 0 ? null : stacks;
    }

    private static string Word(EvidenceFrame frame) => frame.What.Length > 0 ? $"{frame.What} {frame.Frame.Method}" : frame.Frame.Method;
}
