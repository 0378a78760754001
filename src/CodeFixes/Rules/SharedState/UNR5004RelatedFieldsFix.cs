using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.SharedState;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Takes the lock around the statement that reads both fields.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5004RelatedFieldsFix))]
public sealed class UNR5004RelatedFieldsFix : RuleFix
{
    private const string Key = "Read both under the lock";

    public UNR5004RelatedFieldsFix()
        : base(RuleIds.RelatedFields)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        // Reads in two statements need more than one lock around one of them.
        var others = target.Diagnostic.AdditionalLocations;
        var other = others.Count > 0 ? others[0] : null;
        var statement = target.Reported.FirstAncestorOrSelf<SyntaxNode>(static node => node is StatementSyntax or ArrowExpressionClauseSyntax);
        return other is not null && statement is not null && other.SourceTree == statement.SyntaxTree && statement.Span.Contains(other.SourceSpan)
            && target.Diagnostic.Properties.TryGetValue(GuardProperties.Lock, out var guard) && guard is not null
            && target.Reported.FirstAncestorOrSelf<LockStatementSyntax>() is null
            && WrapInLock.Around(target.Root, target.Reported, guard, target.Model) is { } root
                ? new Proposal($"Hold '{guard}'", Key, root, Proof.ScopeOf(target.Reported))
                : null;
    }
}
