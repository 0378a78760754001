using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Rename;

namespace Unravel.CodeFixes.Edits;

/// <summary>Gives the members that became async the name of the convention.</summary>
internal static class MakeAsyncRename
{
    /// <summary>The solution with the new names; null when a name is taken, or nothing has to be renamed.</summary>
    public static async Task<Solution?> ApplyAsync(Solution solution, IEnumerable<DocumentId> documents, CancellationToken cancellation)
    {
        var isRenamed = false;
        while (await NextAsync(solution, documents, cancellation).ConfigureAwait(false) is { } method)
        {
            if (IsTaken(method))
            {
                return null;
            }

            solution = await Renamer.RenameSymbolAsync(solution, method, default(SymbolRenameOptions), method.Name + "Async", cancellation).ConfigureAwait(false);
            isRenamed = true;
        }

        return isRenamed ? solution : null;
    }

    private static async Task<IMethodSymbol?> NextAsync(Solution solution, IEnumerable<DocumentId> documents, CancellationToken cancellation)
    {
        foreach (var id in documents)
        {
            var document = solution.GetDocument(id)!;
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
            foreach (var node in root!.GetAnnotatedNodes(MakeAsyncMember.Annotation))
            {
                if (model!.GetDeclaredSymbol(node, cancellation) is IMethodSymbol method
                    && !method.Name.EndsWith("Async", StringComparison.Ordinal)
                    && !SymbolEqualityComparer.Default.Equals(model!.Compilation.GetEntryPoint(cancellation), method))
                {
                    return method;
                }
            }
        }

        return null;
    }

    // The names of local functions and of inherited members are left to the conflicts that binding would find.
    private static bool IsTaken(IMethodSymbol method) =>
        method.ContainingType is { } type && !type.GetMembers(method.Name + "Async").IsEmpty;
}
