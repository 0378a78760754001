using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>The lock that most uses of a field hold.</summary>
/// <param name="Hold">The lock.</param>
/// <param name="Guarded">The uses that hold it.</param>
/// <param name="Bare">The uses that certainly do not.</param>
internal sealed record UsualGuard(Hold Hold, IReadOnlyList<SharedUse> Guarded, IReadOnlyList<SharedUse> Bare)
{
    // From here on it is taken for a rule that somebody forgot, not for a coincidence.
    private const int SureSites = 3;

    public LockIdentity Lock => Hold.Lock;

    public int Total => Guarded.Count + Bare.Count;

    /// <summary>At least four of five uses hold it, and at least three.</summary>
    public bool IsSure => Guarded.Count >= SureSites && Guarded.Count * 5 >= Total * 4;

    /// <summary>The lock of a field; null when no lock is held at half of its uses.</summary>
    public static UsualGuard? Of(SharedField field) => field.UsualGuard.Value;

    /// <summary>The same, not yet shared by the rules.</summary>
    public static UsualGuard? Find(SharedField field, TypeSummary type)
    {
        if (Elect(field, type) is not { } hold)
        {
            return null;
        }

        var entry = new GuardAtEntry(type, hold.Lock);
        var guarded = new List<SharedUse>();
        var bare = new List<SharedUse>();
        foreach (var use in field.Uses)
        {
            if (use.Held.Contains(hold.Lock))
            {
                guarded.Add(use);
            }
            else if (!MayHold(use, hold.Lock) && entry.Of(use.Access.Function) is var before && (before == EntryGuard.Bare || (before == EntryGuard.Mixed && use.Kind != UseKind.Read)))
            {
                bare.Add(use);
            }
        }

        // One guarded write and one bare read are a setter and a getter of which one was forgotten; a bare write needs a custom that it breaks.
        var isCustom = guarded.Count > bare.Count && (guarded.Count > 1 || bare.Count == 0);
        return guarded.Exists(static use => use.Changes) && (isCustom || (guarded.Count == bare.Count && bare.TrueForAll(static use => !use.Changes)))
            ? new(hold, guarded, bare)
            : null;
    }

    private static Hold? Elect(SharedField field, TypeSummary type)
    {
        Hold? best = null;
        var most = 0;
        foreach (var candidates in field.Uses
            .SelectMany(static use => use.Held.All.GroupBy(static hold => hold.Lock).Select(static holds => holds.First()))
            .Where(hold => CanGuard(hold, field.Field, type))
            .GroupBy(static hold => hold.Lock))
        {
            var count = candidates.Count();
            if (count > most)
            {
                (best, most) = (candidates.First(), count);
            }
        }

        return best;
    }

    // A lock of the instance keeps nobody out of a static field; that is another rule.
    private static bool CanGuard(Hold hold, IFieldSymbol field, TypeSummary type) =>
        type.IsExclusive(hold) && (hold.Lock.IsGlobal || (hold.Lock.Root == LockRoot.This && !field.IsStatic));

    // A lock that is held on some paths, that may be the same one under another name, or that nobody here can name.
    private static bool MayHold(SharedUse use, LockIdentity guard)
    {
        if (use.Held.All.Any(hold => IsLike(hold.Lock, guard))
            || use.Access.Function.Holds?.MayHold(use.Access.Operation).Any(held => IsLike(held.Lock, guard)) == true)
        {
            return true;
        }

        var statements = use.At.Ancestors()
            .TakeWhile(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax))
            .Count(static node => node is LockStatementSyntax);
        return statements > use.Held.All.Count;
    }

    private static bool IsLike(LockIdentity other, LockIdentity guard) =>
        other.Equals(guard) || (other.Path.Length > 0 && guard.Path.Length > 0 && SymbolEqualityComparer.Default.Equals(other.Path[other.Path.Length - 1], guard.Path[guard.Path.Length - 1]));
}
