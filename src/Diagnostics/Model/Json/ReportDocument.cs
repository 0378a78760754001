using System.Collections.Immutable;
using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Serialization;
using Unravel.Catalog;

namespace Unravel.Diagnostics.Model.Json;

/// <summary>
/// What is written as JSON, for which docs/schema is the contract. A snapshot file holds a snapshot alone; a report holds
/// what the rules say of it too.
/// </summary>
internal sealed record ReportDocument
{
    [JsonPropertyOrder(-1)] // readers decide by it before they read on
    [Description("Major and minor version of this schema. A reader refuses a major version that it does not know, and reads any minor one.")]
    public required string SchemaVersion { get; init; }

    [Description("The program that wrote this, and its version.")]
    public required string Tool { get; init; }

    [Description("What was seen of the process.")]
    public required ProcessSnapshot Snapshot { get; init; }

    [Description("What was found, the most severe first. Absent in a snapshot file.")]
    public ImmutableArray<FindingDocument>? Findings { get; init; }

    [Description("The rules that could not be checked, and why. Absent in a snapshot file.")]
    public ImmutableArray<NotCheckedDocument>? NotChecked { get; init; }

    [Description("What several looks at the process showed together. Absent after one look.")]
    public Comparison? Since { get; init; }

    public static string Writer { get; } =
        $"dotnet-unravel {typeof(ReportDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";

    /// <summary>A document without findings: a snapshot file.</summary>
    public static ReportDocument Of(ProcessSnapshot snapshot) => new()
    {
        SchemaVersion = Json.SchemaVersion.Current.ToString(),
        Tool = Writer,
        Snapshot = snapshot,
    };

    public static ReportDocument Of(Report report) => Of(report.Snapshot) with
    {
        Findings = [.. report.Findings.Select(FindingDocument.Of)],
        NotChecked = [.. report.NotChecked.Select(verdict => new NotCheckedDocument(verdict.RuleId, verdict.Because))],
        Since = report.Since,
    };
}

/// <summary>A finding with the texts of its rule, so that nobody needs the catalogue to read it.</summary>
internal sealed record FindingDocument
{
    public required string RuleId { get; init; }

    public required string Title { get; init; }

    public required Level Level { get; init; }

    public required string Message { get; init; }

    public required Certainty Certainty { get; init; }

    public string? InferredFrom { get; init; }

    [Description("The same for the same fault in every run of the same program.")]
    public required string Fingerprint { get; init; }

    [Description("Exit code that the rule stands for; absent when it sets none.")]
    public int? ExitCode { get; init; }

    public required string Help { get; init; }

    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    [Description("Managed ids of threads that merely queue behind the fault.")]
    public ImmutableArray<int> Bystanders { get; init; } = [];

    public static FindingDocument Of(Finding finding)
    {
        var rule = Catalog.Rules.Get(finding.RuleId);
        return new FindingDocument
        {
            RuleId = finding.RuleId,
            Title = rule.Title,
            Level = rule.Level,
            Message = FindingTexts.Message(finding),
            Certainty = finding.Certainty,
            InferredFrom = finding.InferredFrom,
            Fingerprint = FindingTexts.Fingerprint(finding),
            ExitCode = rule.ExitCode,
            Help = rule.HelpLink,
            Evidence = finding.Evidence,
            Bystanders = finding.Bystanders,
        };
    }
}

/// <summary>A rule that could not look.</summary>
internal sealed record NotCheckedDocument(string RuleId, string Because);
