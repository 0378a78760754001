using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>A type whose locks take new fields of it.</summary>
internal static class ReplacedLocks
{
    /// <param name="names">The field that each place takes from now on.</param>
    /// <param name="left">Declarations that nothing uses any more.</param>
    public static TypeDeclarationSyntax With(
        TypeDeclarationSyntax type, IReadOnlyDictionary<ExpressionSyntax, string> names, IEnumerable<MemberDeclarationSyntax> fields, IEnumerable<StatementSyntax> left)
    {
        var marked = left.ToList();
        var tracked = type.TrackNodes(names.Keys.Cast<SyntaxNode>().Concat(marked));
        var rewritten = tracked.ReplaceNodes(
            names.Keys.Select(place => tracked.GetCurrentNode<SyntaxNode>(place)!).ToList(),
            (old, _) => SyntaxFactory.IdentifierName(names[names.Keys.First(place => tracked.GetCurrentNode<SyntaxNode>(place) == old)]).WithTriviaFrom(old));
        rewritten = rewritten.RemoveNodes(marked.Select(statement => rewritten.GetCurrentNode(statement)!), SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
        return (TypeDeclarationSyntax)rewritten.WithMembers(rewritten.Members.InsertRange(0, fields));
    }
}
