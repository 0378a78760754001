using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Options;

/// <summary>Options of single rules, written as <c>unravel.UNR2022.mode = library</c> in an .editorconfig file.</summary>
internal static class RuleOption
{
    /// <summary>The value in lower case, or null where it is not set.</summary>
    public static string? Of(string id, string name, SyntaxTree tree, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue($"unravel.{id}.{name}", out var value)
            ? value.Trim().ToLowerInvariant()
            : null;
}
