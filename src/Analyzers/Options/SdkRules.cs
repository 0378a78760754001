using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Options;

/// <summary>
/// Whether a rule of the SDK reports in a file. Where it says what one of ours would say, ours is silent, so that one
/// line gets one message.
/// </summary>
internal static class SdkRules
{
    /// <param name="onByDefault">The SDK has the rule on, as a suggestion at least, for a project that sets nothing.</param>
    public static bool Speaks(string id, bool onByDefault, SyntaxTree tree, Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        var files = compilation.Options.SyntaxTreeOptionsProvider;
        ReportDiagnostic set;
        if ((files is not null && files.TryGetDiagnosticValue(tree, id, cancellation, out set))
            || compilation.Options.SpecificDiagnosticOptions.TryGetValue(id, out set)
            || (files is not null && files.TryGetGlobalDiagnosticValue(id, cancellation, out set)))
        {
            if (set != ReportDiagnostic.Default)
            {
                return set is ReportDiagnostic.Error or ReportDiagnostic.Warn or ReportDiagnostic.Info;
            }
        }

        return onByDefault && HasSdkAnalyzers(options);
    }

    /// <summary>
    /// The SDK adds its analyzers to projects that target .NET 5 or later. Our package makes the property visible by which a
    /// project can do without; where the analyzers came another way, what else the SDK hands to a build has to tell.
    /// </summary>
    private static bool HasSdkAnalyzers(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.EnableNETAnalyzers", out var enabled)
            ? string.Equals(enabled, "true", StringComparison.OrdinalIgnoreCase)
            : options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.EffectiveAnalysisLevelStyle", out _) || IsNet5OrLater(options);

    private static bool IsNet5OrLater(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.TargetFramework", out var framework)
        && framework.StartsWith("net", StringComparison.Ordinal)
        && framework.IndexOf('.') is var dot and > 3
        && int.TryParse(framework.Substring(3, dot - 3), out var major)
        && major >= 5;
}
