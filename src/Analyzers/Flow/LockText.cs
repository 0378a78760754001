namespace Unravel.Analyzers.Flow;

/// <summary>
/// The cheap first question: can this text take a lock at all? A yes may be wrong, a no is not. Most files of most
/// programs take no lock, and they pay for nothing but this look at their text.
/// </summary>
internal static class LockText
{
    // Parts of all names in LockMembers, LockWrappers and the attributes.
    private static readonly string[] s_words = ["Enter", "Wait", "Acquire", "Lock", "Exit", "Release"];

    public static bool MayLock(CodeText text)
    {
        foreach (var word in s_words)
        {
            if (text.Has(word))
            {
                return true;
            }
        }

        return HasLockStatement(text);
    }

    // `lock` as a word of its own, and not followed by what can only follow a name.
    private static bool HasLockStatement(CodeText text)
    {
        for (var at = text.IndexOf("lock", text.Start); at >= 0; at = text.IndexOf("lock", at + 4))
        {
            if ((at == text.Start || !IsPartOfName(text.File[at - 1])) && (at + 4 >= text.End || !IsPartOfName(text.File[at + 4])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartOfName(char character) => char.IsLetterOrDigit(character) || character is '_' or '@';
}
