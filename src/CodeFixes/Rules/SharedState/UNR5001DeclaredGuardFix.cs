using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.SharedState;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Takes the declared lock around the statement, or says that the callers of the method hold it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5001DeclaredGuardFix))]
public sealed class UNR5001DeclaredGuardFix : RuleFix
{
    private const string Key = "Hold the declared lock";
    private const string RequireKey = "Require the lock of the callers";

    public UNR5001DeclaredGuardFix()
        : base(RuleIds.DeclaredGuard)
    {
    }

    private protected override Proposal? Propose(FixTarget target) =>
        target.Diagnostic.Properties.TryGetValue(GuardProperties.Lock, out var guard) && guard is not null
        && WrapInLock.Around(target.Root, target.Reported, guard, target.Model) is { } root
            ? new Proposal($"Hold '{guard}'", Key, root, Proof.ScopeOf(target.Reported))
            : null;

    private protected override async Task<IReadOnlyList<SolutionProposal>> ProposeInSolutionAsync(Document document, FixTarget target)
    {
        if (!target.Diagnostic.Properties.TryGetValue(GuardProperties.Lock, out var guard) || guard is null || !SyntaxFacts.IsValidIdentifier(guard)
            || target.Model.Compilation.GetTypeByMetadataName("Unravel.Annotations.RequiresLockAttribute") is null
            || target.Reported.AncestorsAndSelf().FirstOrDefault(static node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)
                is not MethodDeclarationSyntax method)
        {
            return [];
        }

        var attribute = target.Model.LookupNamespacesAndTypes(method.SpanStart, name: "RequiresLockAttribute").IsEmpty ? "Unravel.Annotations.RequiresLock" : "RequiresLock";
        var declared = AttributeText.Above(method, $"[{attribute}(nameof({guard}))]");
        var repaired = document.WithSyntaxRoot(target.Root.ReplaceNode(method, declared));
        return await Proof.AddsNoErrorAsync(target.Model, repaired, method, target.Cancellation).ConfigureAwait(false)
            ? [new SolutionProposal($"Require '{guard}' of the callers", RequireKey, repaired.Project.Solution)]
            : [];
    }
}
