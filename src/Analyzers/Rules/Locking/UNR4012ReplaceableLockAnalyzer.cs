using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports locks on fields that can get another object: who holds the old one does not exclude who takes the new one.</summary>
public sealed class UNR4012ReplaceableLockAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.ReplaceableLock);

    public UNR4012ReplaceableLockAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var targets = new LockTargets(knowledge);
        TypeScope.Register<LockFieldFacts>(context, LockText.MayLock, (start, facts) =>
        {
            start.RegisterOperationAction(operation => AddLock(operation.Operation, targets, facts), ["Enter", "TryEnter"], OperationKind.Lock, OperationKind.Invocation);
            start.RegisterOperationAction(
                operation => facts.AddReference((IMemberReferenceOperation)operation.Operation, operation.ContainingSymbol),
                OperationKind.FieldReference,
                OperationKind.PropertyReference);
        }, Report);
    }

    private static void AddLock(IOperation operation, LockTargets targets, LockFieldFacts facts)
    {
        if (targets.TargetOf(operation) is { } target
            && targets.FaultOf(target, out _) == LockTargetFault.Replaceable
            && LockTargets.ReplaceableField(target.Unwrapped()) is { } field
            && !EmptyLocks.IsEmpty(operation)) // that is UNR4024
        {
            facts.Locks.Add((field, target.Syntax));
        }
    }

    private static void Report(SymbolAnalysisContext context, LockFieldFacts facts)
    {
        foreach (var (field, at) in facts.Locks)
        {
            var writes = facts.WritesOf(field);
            if (writes.Any(write => write.Harmless))
            {
                continue;
            }

            var inside = writes.FirstOrDefault(write => write.UnderItsOwnLock);
            var write = inside ?? (writes.Count > 0 ? writes[0] : null);
            context.ReportDiagnostic(Diagnostic.Create(
                s_descriptor,
                at.GetLocation(),
                effectiveSeverity: inside is null ? s_descriptor.DefaultSeverity : DiagnosticSeverity.Error,
                additionalLocations: write is null ? null : [write.At.GetLocation()],
                properties: null,
                field.Name,
                inside is not null ? $"is assigned under its own lock (line {inside.At.Line()})"
                    : write is not null ? $"is assigned in '{NameOf(write.In)}' (line {write.At.Line()})"
                    : field is IPropertySymbol ? "can be set" : "is not readonly"));
        }
    }

    private static string NameOf(ISymbol member) => member is IMethodSymbol { AssociatedSymbol: { } owner } ? owner.Name : member.Name;
}
