using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Options;

/// <summary>Which rules of the .NET SDK are on in a file: where they say the same as ours, ours are silent.</summary>
internal static class SdkRules
{
    /// <param name="onByDefault">
    /// The rule needs no configuration. Then it is on in every build by the SDK, which shows itself by the properties that
    /// it hands to analyzers.
    /// </param>
    public static bool IsOn(string id, SyntaxTree tree, Compilation compilation, AnalyzerOptions options, bool onByDefault, CancellationToken cancellation)
    {
        var configured = compilation.Options.SyntaxTreeOptionsProvider;
        if (configured?.TryGetDiagnosticValue(tree, id, cancellation, out var inFile) == true)
        {
            return inFile is not (ReportDiagnostic.Suppress or ReportDiagnostic.Hidden);
        }

        if (compilation.Options.SpecificDiagnosticOptions.TryGetValue(id, out var inProject)
            || configured?.TryGetGlobalDiagnosticValue(id, cancellation, out inProject) == true)
        {
            return inProject is not (ReportDiagnostic.Suppress or ReportDiagnostic.Hidden);
        }

        return onByDefault && options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.EffectiveAnalysisLevelStyle", out _);
    }
}
