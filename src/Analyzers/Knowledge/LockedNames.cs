using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Names by which people say that the caller holds the lock, or that a member is for people who look at a stopped program.</summary>
internal static class LockedNames
{
    private static readonly string[] s_endings =
        ["Locked", "UnderLock", "WithLock", "WithinLock", "InLock", "InsideLock", "NoLock", "WithoutLock", "LockHeld", "Unlocked", "Unsafe", "NotThreadSafe", "Unsynchronized", "NonSynchronized", "Internal_NoLock"];

    public static bool SaysCallerHolds(string name) =>
        HasEnding(name)
        || (name.EndsWith("Async", StringComparison.OrdinalIgnoreCase) && HasEnding(name.Substring(0, name.Length - "Async".Length)))
        || name.StartsWith("Unsafe", StringComparison.Ordinal) || name.StartsWith("Locked", StringComparison.Ordinal);

    /// <summary>The second half of a constructor: it runs before the object is shared.</summary>
    public static bool IsOfSetUp(string name) => StartsWord(name, "Init") || StartsWord(name, "Initialize") || StartsWord(name, "Initialise") || StartsWord(name, "OnInitialized");

    private static bool HasEnding(string name)
    {
        foreach (var ending in s_endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWord(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));

    public static bool IsForDebugging(ISymbol function) =>
        function.Name is "ToString" or "GetDebuggerDisplay" or "get_DebuggerDisplay"
        || function.ContainingType?.Name.EndsWith("DebugView", StringComparison.Ordinal) == true;
}
