using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Unravel.CodeFixes.Edits;

/// <summary>Binds a repaired document again: a repair that does not compile is not offered.</summary>
internal static class Proof
{
    public static async Task<bool> AddsNoErrorAsync(SemanticModel before, Document repaired, SyntaxNode scope, CancellationToken cancellation)
    {
        if (await repaired.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } after)
        {
            return false;
        }

        // Nothing changes outside of the scope, so it ends as far from the end of the file as it did.
        var root = await after.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        var grown = root.FullSpan.Length - scope.SyntaxTree.GetRoot(cancellation).FullSpan.Length;
        var span = new TextSpan(scope.FullSpan.Start, scope.FullSpan.Length + grown);

        var old = Errors(before, scope.FullSpan, cancellation).ToLookup(id => id, StringComparer.Ordinal);
        return Errors(after, span, cancellation).ToLookup(id => id, StringComparer.Ordinal).All(now => now.Count() <= old[now.Key].Count());
    }

    /// <summary>The smallest part of a file that the compiler binds on its own: a member, or all top-level statements.</summary>
    public static SyntaxNode ScopeOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();

    private static IEnumerable<string> Errors(SemanticModel model, TextSpan span, CancellationToken cancellation) =>
        model.GetDiagnostics(span, cancellation)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Id);
}
