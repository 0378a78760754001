using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports collections that one thread changes while another one uses them.</summary>
public sealed class UNR5009UnsafeCollectionAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.UnsafeCollection);

    public UNR5009UnsafeCollectionAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) => text.MayStart;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var bodies = ConcurrentBodies.Of(type);
        var changes = bodies.Find(
            static (use, _) => use.Kind == VariableUseKind.Change,
            static use => use.Kind is VariableUseKind.Change or VariableUseKind.Look);
        foreach (var shared in changes)
        {
            if (!ChangedAfterwards.IsReportedOn(bodies, shared.Change.Reference.Syntax))
            {
                report(Diagnostic.Create(
                    Descriptor,
                    shared.Change.Step.Syntax.GetLocation(),
                    shared.Other is null ? null : [shared.Other.Step.Syntax.GetLocation()],
                    shared.Change.Step.Syntax.InWords(),
                    shared.Change.Variable.Name,
                    SharedWords.Of(shared)));
            }
        }
    }
}
