using System.Globalization;
using System.Text.Json;
using Unravel.Catalog;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;

namespace Unravel.Diagnostics.Rendering.Sarif;

/// <summary>The report as SARIF 2.1.0, in which a deadlock becomes an alert at the line of the lock.</summary>
internal static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Site = "https://github.com/unravel-dotnet/unravel";

    /// <param name="rootOf">The root of the repository that a source file lies in; null when it is not known.</param>
    public static void Write(Stream output, Report report, Func<string, string?> rootOf)
    {
        var rules = Catalog.Rules.All.Where(rule => rule.AtRunTime is not null).ToArray();
        var indexes = rules.Select((rule, index) => (rule.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        var sources = new SourceLocations(rootOf);
        var results = new SarifResults(report.Snapshot, sources, indexes);
        var written = report.Findings.Select(results.Of).ToArray();
        var version = ReportDocument.Writer.Split(' ').Last();
        var run = new SarifRun(
            new SarifTool(new SarifDriver("Unravel", version, Site, [.. rules.Select(Describe)])),
            [new SarifInvocation(true, report.Snapshot.Capture.At.ToUniversalTime(), [.. report.NotChecked.Select(verdict => NotChecked(verdict, indexes))])],
            written)
        {
            OriginalUriBaseIds = sources.Root is { } root
                ? new Dictionary<string, SarifArtifactLocation> { [SourceLocations.RootId] = new(SourceLocations.BaseUri(root)) }
                : null,
        };
        JsonSerializer.Serialize(output, new SarifLog(Schema, "2.1.0", [run]), SarifJson.Default.SarifLog);
    }

    /// <summary>The level of the standard for a level of the catalogue.</summary>
    public static string LevelOf(Rule rule) => rule.Level switch
    {
        Level.Error => "error",
        Level.Warning => "warning",
        _ => "note",
    };

    private static SarifRule Describe(Rule rule) => new(
        rule.Id,
        string.Concat(rule.Title.Split(' ', '-', ',', '\'').Select(word => word.Length == 0 ? "" : char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..])),
        new SarifMessage(rule.Title + "."),
        new SarifMessage(rule.Why),
        new SarifMessage($"{rule.Why} See {rule.HelpLink}") { Markdown = $"{rule.Why}\n\n[{rule.Id}: {rule.Title}]({rule.HelpLink})" },
        rule.HelpLink)
    {
        DefaultConfiguration = new SarifConfiguration(LevelOf(rule)),
        Properties = new SarifRuleProperties(["concurrency", rule.Category.ToString()]),
    };

    private static SarifNotification NotChecked(Verdict.CannotTell verdict, Dictionary<string, int> indexes) =>
        new("warning", new SarifMessage($"{verdict.RuleId} not checked: {verdict.Because}."))
        {
            AssociatedRule = new SarifRuleReference(verdict.RuleId, indexes[verdict.RuleId]),
        };
}
