namespace Unravel.Catalog;

internal static partial class Rules
{
    /// <summary>Which lock guards which state.</summary>
    private static Rule[] Guards =>
    [
        new()
        {
            Id = RuleIds.StaticUnderInstanceLock,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Guard static state by a static lock",
            Why = "Each instance has a lock of its own, so two instances that change the static state keep nobody out.",
            InCode = "the static field '{0}' is changed under '{1}', which each instance has for itself; another instance does not wait for it",
        },
        new()
        {
            Id = RuleIds.DeclaredGuard,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Hold the declared lock",
            Why = "The declaration says that the lock is held here; code elsewhere relies on it, and what it does is half done when this code comes in between.",
            InCode = "'{0}' {1} '{2}', which is {3} here",
        },
        new()
        {
            Id = RuleIds.GuardDeclaration,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Declare a guard that can guard",
            Why = "A declaration that cannot be kept protects nothing, and whoever reads it believes that it does.",
            InCode = "'{0}' cannot guard '{1}': {2}",
            NoFixBecause = "which lock was meant is not in the code",
        },
        new()
        {
            Id = RuleIds.UsualGuard,
            Category = Category.SharedState,
            Level = Level.Suggestion,
            Title = "Hold the usual lock at every access to a field",
            Why = "Where one access goes without the lock, the others hold it for nothing: updates are lost, and a reader sees them half done.",
            InCode = "'{0}' is {1} {2}, but {3} of {4} accesses hold '{5}', for example line {6}",
        },
        new()
        {
            Id = RuleIds.RelatedFields,
            Category = Category.SharedState,
            Level = Level.Suggestion,
            Title = "Read fields that change together under one lock",
            Why = "Between the two reads another thread can change both, and the reader goes on with a pair that never was.",
            InCode = "'{0}' and '{1}' are written together under '{2}' (line {3}) and read apart here; they may not belong together",
        },
        new()
        {
            Id = RuleIds.EscapedCollection,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Hand out a copy of a guarded collection",
            Why = "The lock does not go along with the reference: the caller reads the collection while others change it.",
            InCode = "'{0}' is guarded by '{1}' (line {2}), but {3} outside of the lock; hand out a copy",
        },
        new()
        {
            Id = RuleIds.MixedAtomic,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Use Interlocked or Volatile at every access to a field",
            Why = "One plain access undoes what the others do: an update in between is lost, or its value is never seen.",
            InCode = "'{0}' is {1} here without {2}, which line {3} uses; {4}",
        },
    ];
}
