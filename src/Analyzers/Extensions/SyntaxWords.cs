using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Extensions;

/// <summary>Source text as a message shows it.</summary>
internal static class SyntaxWords
{
    private const int Longest = 60;

    /// <summary>The text on one line, cut when it is long.</summary>
    public static string InWords(this SyntaxNode node)
    {
        var text = string.Join(" ", node.ToString().Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 3) + "...";
    }

    public static int Line(this SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
