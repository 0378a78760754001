using Microsoft.CodeAnalysis;

namespace Unravel.CodeFixes.Edits;

/// <summary>Binds all documents that a change touched again.</summary>
internal static class MakeAsyncProof
{
    /// <summary>No document has an error that it did not have, and calls that take delegates still give the same type.</summary>
    public static async Task<bool> HoldsAsync(Solution before, Solution after, MakeAsyncEdits edits, CancellationToken cancellation)
    {
        foreach (var id in edits.Documents)
        {
            var old = await ErrorsAsync(before, id, cancellation).ConfigureAwait(false);
            var now = await ErrorsAsync(after, id, cancellation).ConfigureAwait(false);
            if (now.Any(errors => errors.Count() > old[errors.Key].Count()))
            {
                return false;
            }
        }

        foreach (var (id, mark, type) in edits.Kept)
        {
            var document = after.GetDocument(id)!;
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
            if (root!.GetAnnotatedNodes(mark).FirstOrDefault() is not { } call || model!.GetTypeInfo(call, cancellation).Type?.ToDisplayString() != type)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<ILookup<string, Diagnostic>> ErrorsAsync(Solution solution, DocumentId id, CancellationToken cancellation)
    {
        var model = await solution.GetDocument(id)!.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return model!.GetDiagnostics(cancellationToken: cancellation)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToLookup(diagnostic => diagnostic.Id, StringComparer.Ordinal);
    }
}
