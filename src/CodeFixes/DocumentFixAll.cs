using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Unravel.CodeFixes;

/// <summary>Fix All for repairs of one document; a repair of the whole solution may meet another one, so it has none.</summary>
internal sealed class DocumentFixAll : FixAllProvider
{
    /// <summary>What the keys of repairs begin with that are applied one by one.</summary>
    public const string OneByOne = "1:";

    public static DocumentFixAll Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => WellKnownFixAllProviders.BatchFixer.GetSupportedFixAllScopes();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        // dotnet format takes the key of the first report that it meets: none, where that one has no repair.
        if ((fixAllContext.CodeActionEquivalenceKey ?? await FirstKeyAsync(fixAllContext).ConfigureAwait(false)) is not { } key
            || key.StartsWith(OneByOne, StringComparison.Ordinal))
        {
            return null;
        }

        return await WellKnownFixAllProviders.BatchFixer.GetFixAsync(With(key, fixAllContext)).ConfigureAwait(false);
    }

    /// <summary>The key of the first repair of a document that is offered for any of the reports.</summary>
    private static async Task<string?> FirstKeyAsync(FixAllContext context)
    {
        var documents = context.Scope switch
        {
            FixAllScope.Document when context.Document is { } document => [document],
            FixAllScope.Project => context.Project.Documents,
            _ => context.Solution.Projects.SelectMany(static project => project.Documents),
        };
        foreach (var document in documents)
        {
            foreach (var diagnostic in await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
            {
                string? key = null;
                void Offered(CodeAction action) => key ??= action.EquivalenceKey is { } offered && !offered.StartsWith(OneByOne, StringComparison.Ordinal) ? offered : null;
                await context.CodeFixProvider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => Offered(action), context.CancellationToken)).ConfigureAwait(false);
                if (key is not null)
                {
                    return key;
                }
            }
        }

        return null;
    }

    private static FixAllContext With(string key, FixAllContext context) => key == context.CodeActionEquivalenceKey ? context
        : context.Document is { } document
            ? new FixAllContext(document, context.CodeFixProvider, context.Scope, key, context.DiagnosticIds, new Same(context), context.CancellationToken)
            : new FixAllContext(context.Project, context.CodeFixProvider, context.Scope, key, context.DiagnosticIds, new Same(context), context.CancellationToken);

    /// <summary>The reports of another context.</summary>
    private sealed class Same(FixAllContext context) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await context.GetProjectDiagnosticsAsync(project).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
    }
}
