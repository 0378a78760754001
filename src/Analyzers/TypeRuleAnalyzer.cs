using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers;

/// <summary>
/// Base of the rules that look at one outermost type as a whole, with its parts and the types nested in it. Live in the
/// editor. The summary is made once and shared by all of them.
/// </summary>
public abstract class TypeRuleAnalyzer : RuleAnalyzer
{
    private protected TypeRuleAnalyzer(params DiagnosticDescriptor[] descriptors)
        : base(descriptors)
    {
    }

    /// <summary>The cheap first question, asked of the text of a declaration: a yes may be wrong, a no is not.</summary>
    private protected virtual bool Concerns(DeclarationText text) => text.MayLock;

    /// <summary>The cheap second question, asked of the outermost type.</summary>
    private protected virtual bool Concerns(INamedTypeSymbol type, ConcurrencyKnowledge knowledge) => true;

    /// <summary>Whether the rule has nothing to say about a type that takes no lock.</summary>
    private protected virtual bool NeedsLocks => true;

    /// <summary>Reports what is wrong in the type.</summary>
    private protected abstract void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report);

    private protected sealed override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterTypeStartAction(start =>
        {
            var outermost = OutermostType.Of(start.Type);
            if (!OutermostType.HasDeclaration(outermost, IsConcerned, start.CancellationToken) || !Concerns(outermost, knowledge))
            {
                return;
            }

            var reader = TypeReader.For(outermost, knowledge);
            start.RegisterOperationBlockAction(reader.Read);

            // Roslyn starts a nested type separately, and ends its outermost type after it.
            if (SymbolEqualityComparer.Default.Equals(outermost, start.Type))
            {
                start.RegisterTypeEndAction(end =>
                {
                    if (reader.TakesLocks || !NeedsLocks)
                    {
                        Check(reader.Summarize(), knowledge, end.ReportDiagnostic);
                    }
                });
            }
        });

    private bool IsConcerned(DeclarationText text)
    {
        if (!text.Concerned.TryGetValue(this, out var isConcerned))
        {
            text.Concerned[this] = isConcerned = Concerns(text);
        }

        return isConcerned;
    }
}
