using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers;

namespace Unravel.Repository.Tests.Rules;

/// <summary>All ids of the catalogue, and what the assemblies have for them.</summary>
public static class AllRules
{
    public static TheoryData<string> Ids => [.. Catalog.Rules.All.Select(rule => rule.Id)];

    /// <summary>What the compiler loads: the groups, which run every rule.</summary>
    internal static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. Instances<DiagnosticAnalyzer>(typeof(RuleAnalyzer).Assembly).Where(analyzer => analyzer.GetType().IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))];

    internal static ImmutableArray<CodeFixProvider> Fixes { get; } = Instances<CodeFixProvider>(Assembly.Load("Unravel.CodeFixes"));

    internal static IEnumerable<DiagnosticDescriptor> Descriptors => Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics);

    private static ImmutableArray<T> Instances<T>(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T))).Select(type => (T)Activator.CreateInstance(type)!)];
}
