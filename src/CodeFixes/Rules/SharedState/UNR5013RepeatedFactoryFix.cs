using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>
/// Puts a Lazy around each value, so that the factory runs once a key. A Lazy whose factory threw throws again each time:
/// that is the price, which a reader of the repaired code sees.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5013RepeatedFactoryFix))]
public sealed class UNR5013RepeatedFactoryFix : RuleFix
{
    private const string Title = "Keep a Lazy for each key, whose factory runs once";

    public UNR5013RepeatedFactoryFix()
        : base(RuleIds.RepeatedFactory)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<InvocationExpressionSyntax>(static call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetOrAdd" }) is not { } call
            || OwnField.Of(target.Model.GetSymbolInfo(((MemberAccessExpressionSyntax)call.Expression).Expression, target.Cancellation).Symbol, target.Model, target.Cancellation) is not { } field
            || LazyValues.In(field, target.Model, target.Cancellation) is not { } repaired)
        {
            return null;
        }

        return new Proposal(Title, Title, target.Root.ReplaceNode(field.Type, repaired), field.Type);
    }
}
