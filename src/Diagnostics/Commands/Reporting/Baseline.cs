using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Commands.Reporting;

/// <summary>Findings that a team knows and does not want to be told of again, by their fingerprints. The file is for a repository, so it is made to be read.</summary>
internal sealed record Baseline(int Version, ImmutableArray<KnownFinding> Findings)
{
    private const int CurrentVersion = 1;
    private const long LongestFile = 16 << 20;

    public static Baseline Of(Report report) => new(CurrentVersion,
    [
        .. report.Findings.Select(finding => new KnownFinding(finding.RuleId, FindingTexts.Fingerprint(finding), FindingTexts.Message(finding)))
            .DistinctBy(known => known.Fingerprint)
            .OrderBy(known => known.Rule, StringComparer.Ordinal)
            .ThenBy(known => known.Fingerprint, StringComparer.Ordinal),
    ]);

    /// <exception cref="ToolException">It cannot be read, or is no baseline.</exception>
    public static Baseline Read(string path)
    {
        var name = TerminalText.Escape(path);
        try
        {
            var file = new FileInfo(path);
            var baseline = file.Length <= LongestFile ? JsonSerializer.Deserialize(File.ReadAllBytes(path), BaselineJson.Default.Baseline) : null;
            return baseline is { Version: CurrentVersion, Findings.IsDefault: false } && baseline.Findings.All(known => known?.Fingerprint is not null)
                ? baseline
                : throw new ToolException($"'{name}' is no baseline that this version reads; --write-baseline writes one.", ExitCodes.Usage);
        }
        catch (JsonException)
        {
            throw new ToolException($"'{name}' is no baseline; --write-baseline writes one.", ExitCodes.Usage);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"The baseline '{name}' cannot be read: {exception.Message}", ExitCodes.Usage);
        }
    }

    public void Write(string path)
    {
        try
        {
            File.WriteAllText(path, JsonSerializer.Serialize(this, BaselineJson.Default.Baseline) + "\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"The baseline '{TerminalText.Escape(path)}' cannot be written: {exception.Message}", ExitCodes.CouldNotLook);
        }
    }

    public bool Contains(Finding finding) =>
        FindingTexts.Fingerprint(finding) is var fingerprint && Findings.Any(known => known.Rule == finding.RuleId && known.Fingerprint == fingerprint);
}

/// <param name="Message">For people; not compared.</param>
internal sealed record KnownFinding(string Rule, string Fingerprint, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Baseline))]
internal sealed partial class BaselineJson : JsonSerializerContext;
