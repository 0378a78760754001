using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>
/// Reports a lock that its holder takes again, in the same function or through calls, where the lock does not let it in:
/// semaphores of one, spin locks, reader-writer locks without recursion, and a reader that asks to write.
/// </summary>
public sealed class UNR4003LockReentryAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.HolderWaits);

    public UNR4003LockReentryAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var handOvers = new HandOvers(type);
        foreach (var function in type.Functions)
        {
            foreach (var step in function.Steps)
            {
                if (WaitsForGood(step.Effect)
                    && !handOvers.Has(step.Effect.Lock)
                    && Reentry.Of(step.Before.Must.Union(DeclaredGuards.HeldAtEntry(function.Function, knowledge.Locks)), step.Effect.Hold, type) is { } found)
                {
                    report(Create(step.At, step.Effect.Hold, "", found, TakenAt(step.Before, found.Held) ?? step.At));
                }
            }

            foreach (var call in function.Calls)
            {
                if (!call.Held.IsEmpty && !call.IsOfLambda && Below(type, call, handOvers) is { } below)
                {
                    var found = Reentry.Of(call.Held, below.Hold, type)!.Value;
                    var taken = function.Steps.FirstOrDefault(step => step.Effect.Hold.Equals(found.Held))?.At ?? call.At;
                    report(Create(call.At, below.Hold, $" through '{call.Target.Name}'", found, taken));
                }
            }
        }
    }

    private static Acquisition? Below(TypeSummary type, Call call, HandOvers handOvers) =>
        type.Reached(call).FirstOrDefault(below =>
            below.Hold.Kind != LockKind.ReaderWriter // its limit is not known here
            && !handOvers.Has(below.Lock)
            && Reentry.Of(call.Held, below.Hold, type) is not null);

    // AcquireWriterLock has a limit always; an upgrade gives the read hold up while it waits.
    private static bool WaitsForGood(LockEffect effect) =>
        effect.Waits
        && (effect.Hold.Kind != LockKind.ReaderWriter
            || effect.Operation is { IsUpgrade: false, Call: var call } && LockLimits.Of(call) is { } limit && LockLimits.IsInfinite(limit));

    private static SyntaxNode? TakenAt(LockState state, Hold hold) =>
        state.Held.FirstOrDefault(held => held.IsSure && held.Hold.Equals(hold))?.Sites[0].Syntax;

    private static Diagnostic Create(SyntaxNode at, Hold taken, string through, (Hold Held, string Outcome) found, SyntaxNode takenAt) =>
        Diagnostic.Create(
            Descriptor,
            at.GetLocation(),
            [takenAt.GetLocation()],
            taken.Lock.Name,
            through,
            LockMessage.Mode(found.Held.Mode),
            LockMessage.Line(takenAt),
            found.Outcome);
}
