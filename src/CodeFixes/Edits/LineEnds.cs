using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unravel.CodeFixes.Edits;

/// <summary>How the lines of a file end, which new lines follow.</summary>
internal static class LineEnds
{
    public static string Of(SyntaxNode node) => node.SyntaxTree.GetText().ToString().Contains("\r\n") ? "\r\n" : "\n";

    public static SyntaxTrivia TriviaOf(SyntaxNode node) => SyntaxFactory.EndOfLine(Of(node));
}
