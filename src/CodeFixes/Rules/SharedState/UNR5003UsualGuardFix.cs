using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.SharedState;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Takes the usual lock around the statement, or declares it at the field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5003UsualGuardFix))]
public sealed class UNR5003UsualGuardFix : RuleFix
{
    private const string Key = "Hold the usual lock";
    private const string DeclareKey = "Declare the guard";

    public UNR5003UsualGuardFix()
        : base(RuleIds.UsualGuard)
    {
    }

    private protected override Proposal? Propose(FixTarget target) =>
        target.Diagnostic.Properties.TryGetValue(GuardProperties.Lock, out var guard) && guard is not null
        && WrapInLock.Around(target.Root, target.Reported, guard, target.Model) is { } root
            ? new Proposal($"Hold '{guard}'", Key, root, Proof.ScopeOf(target.Reported))
            : null;

    private protected override async Task<IReadOnlyList<SolutionProposal>> ProposeInSolutionAsync(Document document, FixTarget target)
    {
        var names = target.Diagnostic.Properties;
        if (!names.TryGetValue(GuardProperties.Lock, out var guard) || guard is null || !SyntaxFacts.IsValidIdentifier(guard)
            || !names.TryGetValue(GuardProperties.Field, out var field) || field is null
            || target.Model.Compilation.GetTypeByMetadataName("Unravel.Annotations.GuardedByAttribute") is null
            || Declaration(target, field) is not { } declaration)
        {
            return [];
        }

        var attribute = target.Model.LookupNamespacesAndTypes(declaration.SpanStart, name: "GuardedByAttribute").IsEmpty ? "Unravel.Annotations.GuardedBy" : "GuardedBy";
        var declared = AttributeText.Before(declaration, $"[{attribute}(nameof({guard}))]");
        var repaired = document.WithSyntaxRoot(target.Root.ReplaceNode(declaration, declared));
        return await Proof.AddsNoErrorAsync(target.Model, repaired, declaration, target.Cancellation).ConfigureAwait(false)
            ? [new SolutionProposal($"Declare that '{guard}' guards '{field}'", DeclareKey, repaired.Project.Solution)]
            : [];
    }

    private static MemberDeclarationSyntax? Declaration(FixTarget target, string field) =>
        target.Reported.Ancestors().OfType<TypeDeclarationSyntax>().SelectMany(static type => type.Members).FirstOrDefault(member => member switch
        {
            FieldDeclarationSyntax { Declaration.Variables: { Count: 1 } variables } => variables[0].Identifier.ValueText == field,
            PropertyDeclarationSyntax property => property.Identifier.ValueText == field,
            _ => false,
        });
}
