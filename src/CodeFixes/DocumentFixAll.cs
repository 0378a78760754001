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

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
        fixAllContext.CodeActionEquivalenceKey?.StartsWith(OneByOne, StringComparison.Ordinal) == true
            ? Task.FromResult<CodeAction?>(null)
            : WellKnownFixAllProviders.BatchFixer.GetFixAsync(fixAllContext);
}
