using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.Locking;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Calls the release that belongs to the mode in which the lock is held.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4005OtherModeFix))]
public sealed class UNR4005OtherModeFix : RuleFix
{
    public UNR4005OtherModeFix()
        : base(RuleIds.OtherMode)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (!target.Diagnostic.Properties.TryGetValue(UNR4005OtherModeAnalyzer.Matching, out var matching)
            || matching is null
            || target.Reported.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: var called, ArgumentList.Arguments.Count: 0 })
        {
            return null;
        }

        var name = called switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => null,
        };
        if (name is null)
        {
            return null;
        }

        var repaired = target.Root.ReplaceNode(name, SyntaxFactory.IdentifierName(matching).WithTriviaFrom(name));
        return new Proposal($"Call '{matching}'", nameof(UNR4005OtherModeFix), repaired, Proof.ScopeOf(name));
    }
}
