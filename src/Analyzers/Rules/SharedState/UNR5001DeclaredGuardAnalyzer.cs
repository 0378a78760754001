using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>
/// Reports accesses to a field or property, and calls of a method, without the lock that its <c>[GuardedBy]</c> or
/// <c>[RequiresLock]</c> names, and calls with a lock held that its <c>[ExcludesLock]</c> names.
/// </summary>
public sealed class UNR5001DeclaredGuardAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DeclaredGuard);

    public UNR5001DeclaredGuardAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) =>
        text.Has("GuardedBy") || text.Has("RequiresLock") || text.Has("ExcludesLock");

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var guards = new DeclaredLocks(knowledge);
        foreach (var function in type.Functions)
        {
            if (IsExempt(function, type))
            {
                continue;
            }

            var reported = new HashSet<(SyntaxNode, string)>(); // an auto-property is a field and a call
            foreach (var access in function.Accesses)
            {
                if (access.Receiver != AccessReceiver.Fresh && DeclaredLocks.FieldOrProperty(access.Field) is var member
                    && guards.Missing(member, DeclaredGuards.GuardedBy, type.HeldAt(access), access.Receiver == AccessReceiver.Other, access.MayWrite) is { } missing)
                {
                    Report(access.Operation.Syntax, missing, member, "is guarded by", missing.IsReadOnly ? "held for reading only" : "not held", isCall: false);
                }
            }

            foreach (var call in function.Calls)
            {
                if (call.IsOfLambda)
                {
                    continue;
                }

                var held = call.Held.Union(type.HeldAtEntry(function));
                var other = call.Receiver == Receiver.Other && !call.Target.IsStatic;
                foreach (var member in DeclaredLocks.MethodAndOwner(call.Target))
                {
                    if (guards.Missing(member, DeclaredGuards.GuardedBy, held, other, writes: false) is { } guard)
                    {
                        Report(call.At, guard, member, "is guarded by", "not held", isCall: true);
                    }
                    else if (guards.Missing(member, DeclaredGuards.RequiresLock, held, other, writes: false) is { } required)
                    {
                        Report(call.At, required, member, "requires", "not held", isCall: true);
                    }
                    else if (guards.Excluded(member, held, other) is { } excluded)
                    {
                        Report(call.At, excluded, member, "must be called without", "held", isCall: false);
                    }
                }
            }

            void Report(SyntaxNode at, MissingLock missing, ISymbol member, string demand, string state, bool isCall)
            {
                if (reported.Add((at, missing.Lock.Name)))
                {
                    report(Diagnostic.Create(
                        Descriptor,
                        at.GetLocation(),
                        member.Locations.Where(static location => location.IsInSource),
                        state == "not held" ? GuardProperties.Of(missing.Hold, isCall ? null : member) : null,
                        member.Name,
                        demand,
                        missing.Lock.Name,
                        state));
                }
            }
        }
    }

    // Nobody else has the object while it is made or given up.
    private static bool IsExempt(FunctionSummary function, TypeSummary type) =>
        type.ConstructionOf(function) != Construction.None
        || (function.Use is { Kind: DelegateUseKind.Immediate } && function.Enclosing is { } around && IsExempt(around, type));
}
