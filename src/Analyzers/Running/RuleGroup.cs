using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Running;

/// <summary>
/// What the compiler loads: one analyzer that runs many rules. The compiler asks each analyzer about each operation, and
/// that costs more than most rules; a group is asked once and hands the question on. A rule knows nothing of it.
/// </summary>
public abstract class RuleGroup : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<RuleAnalyzer> s_all = ImmutableArray.CreateRange(
        typeof(RuleAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(RuleAnalyzer)))
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (RuleAnalyzer)Activator.CreateInstance(type)!));

    private readonly ImmutableArray<RuleAnalyzer> _rules;

    private protected RuleGroup(Func<DiagnosticDescriptor, bool> isMember)
    {
        _rules = s_all.RemoveAll(rule => !isMember(rule.SupportedDiagnostics[0]));
        SupportedDiagnostics = ImmutableArray.CreateRange(_rules.SelectMany(static rule => rule.SupportedDiagnostics));
    }

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var shared = new CompilationSubscriptions(start.Compilation, start.Options, start.CancellationToken);
            foreach (var rule in _rules)
            {
                if (RuleSwitches.MayReport(rule.SupportedDiagnostics, start.Compilation, start.CancellationToken))
                {
                    rule.Subscribe(shared);
                }
            }

            shared.Register(start);
        });
    }

    private protected static bool IsAtCompilationEnd(DiagnosticDescriptor descriptor) =>
        descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd);
}
