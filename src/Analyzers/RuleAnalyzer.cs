using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers;

/// <summary>
/// Base of all rules. It only removes chances to err: concurrency on, generated code off, nothing registered in a
/// compilation that lacks what the rule is about. A rule is an analyzer by itself, as tests use it; the compiler loads the
/// groups (<see cref="Running.RuleGroup"/>) that run all of them.
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
            var alone = new CompilationSubscriptions(start.Compilation, start.Options, start.CancellationToken);
            Subscribe(alone);
            alone.Register(start);
        });
    }

    /// <summary>Registers what the rule wants to see of a compilation.</summary>
    internal void Subscribe(CompilationSubscriptions context)
    {
        var knowledge = ConcurrencyKnowledge.For(context.Compilation);
        if (IsUseful(knowledge))
        {
            Start(context, knowledge);
        }
    }

    /// <summary>Whether this compilation has the library that the rule is about.</summary>
    private protected virtual bool IsUseful(ConcurrencyKnowledge knowledge) => true;

    /// <summary>Registers the actions of the rule for one compilation.</summary>
    private protected abstract void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge);
}
