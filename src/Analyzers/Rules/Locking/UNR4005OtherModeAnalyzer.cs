using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports the release of a reader-writer lock in a mode in which it is surely not held.</summary>
public sealed class UNR4005OtherModeAnalyzer : TypeRuleAnalyzer
{
    /// <summary>The name of the member that releases what is held.</summary>
    internal const string Matching = nameof(Matching);

    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.OtherMode);

    public UNR4005OtherModeAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) =>
        knowledge.Locks.ReaderWriterSlim is not null || knowledge.Locks.ReaderWriter is not null;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        foreach (var function in type.Functions)
        {
            foreach (var step in function.Steps)
            {
                if (step.Effect is { Action: LockAction.Release, Operation: { } operation } && Other(step, type.HeldAtEntry(function)) is { } held)
                {
                    var taken = held.Sites[0].Syntax;
                    var properties = ReleaseOf(held.Hold) is { } name ? ImmutableDictionary<string, string?>.Empty.Add(Matching, name) : null;
                    report(Diagnostic.Create(
                        Descriptor,
                        step.At.GetLocation(),
                        [taken.GetLocation()],
                        properties,
                        step.Effect.Lock.Name,
                        operation.Call.TargetMethod.Name,
                        LockMessage.Mode(held.Mode),
                        LockMessage.Line(taken)));
                }
            }
        }
    }

    // Nothing in the right mode on any path, and something in another mode on all.
    private static HeldLock? Other(LockStep step, HoldSet atEntry)
    {
        var (identity, mode) = (step.Effect.Lock, step.Effect.Hold.Mode);
        if (atEntry.Contains(identity) || step.Before.Held.Any(held => held.Lock.Equals(identity) && held.Mode == mode))
        {
            return null;
        }

        return step.Before.Held.LastOrDefault(held => held.IsSure && held.Lock.Equals(identity));
    }

    private static string? ReleaseOf(Hold hold) => (hold.Kind, hold.Mode) switch
    {
        (LockKind.ReaderWriterSlim, LockMode.Read) => "ExitReadLock",
        (LockKind.ReaderWriterSlim, LockMode.Upgradeable) => "ExitUpgradeableReadLock",
        (LockKind.ReaderWriterSlim, LockMode.Write) => "ExitWriteLock",
        (LockKind.ReaderWriter, LockMode.Read) => "ReleaseReaderLock",
        (LockKind.ReaderWriter, LockMode.Write) => "ReleaseWriterLock",
        _ => null,
    };
}
