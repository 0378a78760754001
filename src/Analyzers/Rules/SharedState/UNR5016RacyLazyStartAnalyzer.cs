using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports fields that are made on first use without a lock, where it does harm that two threads make one each.</summary>
public sealed class UNR5016RacyLazyStartAnalyzer : TypeRuleAnalyzer
{
    /// <summary>Set where it is not enough that all go on with one object: the second was started or opened for nothing.</summary>
    internal const string CannotBeMended = "twice";

    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.RacyLazyStart);

    private static readonly string[] s_questions = ["??=", "?? (", "== null", "!= null", "null ==", "null !=", "is null", "not null"];

    public UNR5016RacyLazyStartAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) => Array.Exists(s_questions, question => text.Has(question));

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        if (type.Concurrency.OfStatics is null && type.Concurrency.Any is null)
        {
            return;
        }

        var seen = new HashSet<SyntaxNode>();
        foreach (var access in type.Accesses)
        {
            if (access.Field is { IsReadOnly: false, IsVolatile: false, Type.IsReferenceType: true } field
                && LazyStart.Of(access) is { } start
                && seen.Add(start.Site)
                && UnprotectedAccess.IsUnprotected(access, type, startsItself: access.Function.Starts.Exists(one => start.Site.Span.Contains(one.At.Span)))
                && UnprotectedAccess.ReasonFor(access, type) is { } reason
                && TwoObjects.HarmOf(start, type, knowledge, out var canBeMended) is { } harm)
            {
                report(Diagnostic.Create(
                    Descriptor,
                    start.Site.GetLocation(),
                    canBeMended ? null : ImmutableDictionary<string, string?>.Empty.Add(CannotBeMended, ""),
                    start.Site.InWords(),
                    field.AssociatedSymbol?.Name ?? field.Name,
                    reason,
                    harm));
            }
        }
    }
}
