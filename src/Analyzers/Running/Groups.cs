using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Running;

// A build without an error log leaves out analyzers that have nothing but suggestions, and all leave out analyzers that have
// nothing but rules which are off: so these are groups of their own.

/// <summary>Warnings and errors.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WarningRules() : RuleGroup(
    static rule => rule is { IsEnabledByDefault: true, DefaultSeverity: not DiagnosticSeverity.Info } && !IsAtCompilationEnd(rule));

/// <summary>Suggestions.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SuggestionRules() : RuleGroup(
    static rule => rule is { IsEnabledByDefault: true, DefaultSeverity: DiagnosticSeverity.Info } && !IsAtCompilationEnd(rule));

/// <summary>Rules that are off until somebody turns them on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionalRules() : RuleGroup(static rule => !rule.IsEnabledByDefault && !IsAtCompilationEnd(rule));

/// <summary>Rules that need all of the compilation; an editor runs them less often.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CompilationRules() : RuleGroup(IsAtCompilationEnd);
