using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Makes one call of the question and the act: TryAdd, TryGetValue, GetOrAdd, or the Try call that stands in the if.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5011CheckThenActFix))]
public sealed class UNR5011CheckThenActFix : RuleFix
{
    private const string Key = "Ask and act in one call";

    public UNR5011CheckThenActFix()
        : base(RuleIds.CheckThenAct)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax act)
        {
            return null;
        }

        return Propose("Use TryAdd", TryForms.Add(act), target)
            ?? Propose("Use GetOrAdd", TryForms.GetOrAdd(act), target)
            ?? Propose("Use TryGetValue", TryForms.Get(act, target.Model), target)
            ?? Propose("Ask the call itself", TryForms.Ask(act), target);
    }

    private static Proposal? Propose(string title, (SyntaxNode Old, SyntaxNode New)? change, FixTarget target) =>
        change is { } known ? new Proposal(title, Key, target.Root.ReplaceNode(known.Old, known.New), Proof.ScopeOf(known.Old)) : null;
}
