using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Options;

/// <summary>Whether a rule of the SDK that says the same is switched on, so that ours can yield.</summary>
internal static class OtherAnalyzers
{
    /// <summary>
    /// The SDK writes the severity of each of its rules into a global configuration file. Where nothing is written the
    /// rule is not there, or nobody asked for it.
    /// </summary>
    public static bool Report(string id, SyntaxTree tree, Compilation compilation, CancellationToken cancellation) =>
        compilation.Options.SyntaxTreeOptionsProvider is { } provider
        && (provider.TryGetDiagnosticValue(tree, id, cancellation, out var severity) || provider.TryGetGlobalDiagnosticValue(id, cancellation, out severity))
        && severity is ReportDiagnostic.Error or ReportDiagnostic.Warn or ReportDiagnostic.Info or ReportDiagnostic.Default;
}
