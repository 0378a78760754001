using Microsoft.CodeAnalysis;
using Unravel.Catalog;

namespace Unravel.Analyzers;

/// <summary>Makes the descriptor of a rule from its row in the catalogue; the only place that makes one.</summary>
internal static class Describe
{
    /// <summary>
    /// The descriptor of a rule. Release tracking (RS2000) only sees a field initialiser that calls a method whose first
    /// parameter is <c>string id</c>, with a constant argument.
    /// </summary>
    public static DiagnosticDescriptor Rule(string id) => Of(id, Catalog.Rules.Get(id).InCodeWhen == InCodeWhen.Built);

    /// <summary>The second descriptor of a rule that sees more when the whole compilation was seen.</summary>
    public static DiagnosticDescriptor RuleAtCompilationEnd(string id) => Of(id, atCompilationEnd: true);

    private static DiagnosticDescriptor Of(string id, bool atCompilationEnd)
    {
        var rule = Catalog.Rules.Get(id);
        var message = rule.InCode ?? throw new ArgumentException($"{id} has no source form.", nameof(id));
#pragma warning disable RS0030 // the one place
        return new DiagnosticDescriptor(
            id: rule.Id,
            title: rule.Title,
            messageFormat: message,
            category: rule.Category.ToString(),
            defaultSeverity: Severity(rule.Level),
            isEnabledByDefault: rule.Level != Level.Off,
            description: rule.Why,
            helpLinkUri: rule.HelpLink,
            customTags: atCompilationEnd ? [WellKnownDiagnosticTags.CompilationEnd] : []);
#pragma warning restore RS0030
    }

    internal static DiagnosticSeverity Severity(Level level) => level switch
    {
        Level.Error => DiagnosticSeverity.Error,
        Level.Warning => DiagnosticSeverity.Warning,
        Level.Suggestion => DiagnosticSeverity.Info,
        _ => DiagnosticSeverity.Warning, // Off: disabled, and a warning for those who enable it
    };
}
