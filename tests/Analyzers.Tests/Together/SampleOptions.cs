using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Tests.Together;

/// <summary>
/// What an .editorconfig would set for a source: comments in it such as <c>// dotnet_diagnostic.UNR2020.severity = warning</c>
/// or <c>// unravel.UNR2022.mode = library</c>, each on a line of its own.
/// </summary>
internal sealed partial class SampleOptions : AnalyzerConfigOptionsProvider
{
    private static readonly Options s_none = new(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GlobalOptions => s_none;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(Settings(tree));

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => s_none;

    private static ImmutableDictionary<string, string> Settings(SyntaxTree tree) =>
        Setting().Matches(tree.ToString()).ToImmutableDictionary(
            match => match.Groups[1].Value, match => match.Groups[2].Value, AnalyzerConfigOptions.KeyComparer);

    [GeneratedRegex(@"^// ((?:unravel|dotnet_diagnostic)\.[\w.]+) = (\w+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Setting();

    private sealed class Options(ImmutableDictionary<string, string> settings) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            settings.TryGetValue(key, out value);
    }

    /// <summary>Severities that a source sets; the compiler asks for them apart from other options.</summary>
    public sealed class Severities : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            if (!Settings(tree).TryGetValue($"dotnet_diagnostic.{diagnosticId}.severity", out var value))
            {
                return false;
            }

            severity = value == "suggestion" ? ReportDiagnostic.Info : value == "none" ? ReportDiagnostic.Suppress : ReportDiagnostic.Warn;
            return true;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
