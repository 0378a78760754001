using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The cheap first question: can this text take a lock at all? A yes may be wrong, a no is not. Most files of most
/// programs take no lock, and they pay for nothing but this look at their text.
/// </summary>
internal static class LockText
{
    // Parts of all names in LockMembers, LockWrappers and the attributes.
    private static readonly string[] s_words = ["Enter", "Wait", "Acquire", "Lock", "Exit", "Release"];

    public static bool MayLock(string text)
    {
        foreach (var word in s_words)
        {
            if (text.IndexOf(word, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return HasLockStatement(text);
    }

    /// <summary>The text of a body, without putting it together from its tokens.</summary>
    public static string Of(SyntaxNode body) => body.SyntaxTree.GetText().ToString(body.Span);

    // `lock` as a word of its own, and not followed by what can only follow a name.
    private static bool HasLockStatement(string text)
    {
        for (var at = text.IndexOf("lock", StringComparison.Ordinal); at >= 0; at = text.IndexOf("lock", at + 4, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsPartOfName(text[at - 1])) && (at + 4 >= text.Length || !IsPartOfName(text[at + 4])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartOfName(char character) => char.IsLetterOrDigit(character) || character is '_' or '@';
}
