using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports variables that started code shares with its starter, which then gives them another value.</summary>
public sealed class UNR5010ChangedAfterwardsAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ChangedAfterwards);

    public UNR5010ChangedAfterwardsAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) => text.MayStart;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var lines = new HashSet<(SyntaxTree, int)>();
        foreach (var (read, body, change) in ChangedAfterwards.Find(ConcurrentBodies.Of(type)))
        {
            var syntax = read.Reference.Syntax;
            if (lines.Add((syntax.SyntaxTree, syntax.Line())))
            {
                report(Diagnostic.Create(Descriptor, syntax.GetLocation(), [change.GetLocation()], read.Variable.Name, body.Api, change.Line()));
            }
        }
    }
}
