using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Pulses all waiters: each tests its condition again.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4017PulseForOneFix))]
public sealed class UNR4017PulseForOneFix : RuleFix
{
    private const string Title = "Pulse all";

    public UNR4017PulseForOneFix()
        : base(RuleIds.PulseForOne)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        var call = target.Reported.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        var name = call?.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            IdentifierNameSyntax identifier => identifier, // using static
            _ => null,
        };
        return name is null
            ? null
            : new Proposal(Title, Title, target.Root.ReplaceNode(name, SyntaxFactory.IdentifierName("PulseAll").WithTriviaFrom(name)), Proof.ScopeOf(name));
    }
}
