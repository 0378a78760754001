using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers;

/// <summary>
/// Base of all analyzers. It only removes chances to err: concurrency on, generated code off, nothing registered in a
/// compilation that lacks what the rule is about.
/// </summary>
public abstract class RuleAnalyzer : DiagnosticAnalyzer
{
    private readonly ImmutableArray<DiagnosticDescriptor> _descriptors;

    private protected RuleAnalyzer(params DiagnosticDescriptor[] descriptors) => _descriptors = ImmutableArray.Create(descriptors);

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => _descriptors;

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var knowledge = ConcurrencyKnowledge.For(start.Compilation);
            if (IsUseful(knowledge))
            {
                Start(start, knowledge);
            }
        });
    }

    /// <summary>Whether this compilation has the library that the rule is about.</summary>
    private protected virtual bool IsUseful(ConcurrencyKnowledge knowledge) => true;

    /// <summary>Registers the actions of the rule for one compilation.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context, ConcurrencyKnowledge knowledge);
}
