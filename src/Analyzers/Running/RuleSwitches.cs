using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Running;

/// <summary>
/// Whether a rule may report anywhere in a compilation. The compiler drops the reports of a rule that is off and leaves out an
/// analyzer of which all rules are; within a group this spares the work.
/// </summary>
internal static class RuleSwitches
{
    public static bool MayReport(ImmutableArray<DiagnosticDescriptor> descriptors, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var descriptor in descriptors)
        {
            if (IsOn(descriptor, compilation.Options, cancellation) || IsOnInSomeFile(descriptor.Id, compilation, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOn(DiagnosticDescriptor descriptor, CompilationOptions options, CancellationToken cancellation)
    {
        if (options.SpecificDiagnosticOptions.TryGetValue(descriptor.Id, out var set)
            || options.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(descriptor.Id, cancellation, out set) == true)
        {
            return set != ReportDiagnostic.Suppress && (set != ReportDiagnostic.Default || descriptor.IsEnabledByDefault);
        }

        return descriptor.IsEnabledByDefault;
    }

    private static bool IsOnInSomeFile(string id, Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.Options.SyntaxTreeOptionsProvider is { } files)
        {
            foreach (var tree in compilation.SyntaxTrees)
            {
                if (files.TryGetDiagnosticValue(tree, id, cancellation, out var set) && set != ReportDiagnostic.Suppress)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
