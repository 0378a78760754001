using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports variables that code on several threads reads and writes in two steps, with no lock.</summary>
public sealed class UNR5008ParallelChangeAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ParallelChange);

    public UNR5008ParallelChangeAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) => text.MayStart;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var bodies = ConcurrentBodies.Of(type);
        foreach (var shared in bodies.Find(IsUpdate, static use => use.Kind is VariableUseKind.Update or VariableUseKind.Set))
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

    /// <summary>Whether the rule has something to say about the line of a node, in code that the type itself starts.</summary>
    internal static bool ReportsOn(TypeSummary type, SyntaxNode node) =>
        type.Functions.Any(static function => function.Starts.Count > 0)
        && ConcurrentBodies.Of(type).Find(IsUpdate, static use => use.Kind is VariableUseKind.Update or VariableUseKind.Set)
            .Any(shared => shared.Change.Step.Syntax is var step && step.SyntaxTree == node.SyntaxTree && step.Line() == node.Line());

    // A value that is set and read in the same code belongs to one thread in the mind of its writer.
    private static bool IsUpdate(VariableUse use, IReadOnlyList<VariableUse> all) =>
        use.Kind == VariableUseKind.Update
        || (use.Kind == VariableUseKind.Set && all.Any(static other => other.Kind == VariableUseKind.Read));
}
