using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// A part of a file as text, for cheap first questions. It is not copied out of the file: every body is asked, by several
/// rules. The text of a large file, which Roslyn keeps in pieces, is put together once.
/// </summary>
internal readonly struct CodeText
{
    private static readonly ConditionalWeakTable<SyntaxTree, string> s_files = new();

    private CodeText(SyntaxTree tree, TextSpan span)
    {
        File = s_files.GetValue(tree, static file => file.GetText().ToString());
        (Start, End) = (span.Start, Math.Min(span.End, File.Length));
    }

    /// <summary>The text of the whole file.</summary>
    public string File { get; }

    public int Start { get; }

    public int End { get; }

    public static CodeText Of(SyntaxNode code) => new(code.SyntaxTree, code.Span);

    public static CodeText Of(SyntaxTree tree, TextSpan span) => new(tree, span);

    public static CodeText OfFile(SyntaxTree tree) => new(tree, TextSpan.FromBounds(0, int.MaxValue));

    public bool Has(string word) => IndexOf(word, Start) >= 0;

    /// <summary>Where a word begins in the file, at a place or behind it; negative when it does not within this part.</summary>
    public int IndexOf(string word, int from) => from >= End ? -1 : File.IndexOf(word, from, End - from, StringComparison.Ordinal);
}
