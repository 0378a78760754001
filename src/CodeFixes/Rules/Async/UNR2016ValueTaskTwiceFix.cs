using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Preserves the value task where it is made, so that it may be used more than once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2016ValueTaskTwiceFix))]
public sealed class UNR2016ValueTaskTwiceFix : RuleFix
{
    private const string Title = "Preserve the value task";

    public UNR2016ValueTaskTwiceFix()
        : base(RuleIds.ValueTaskTwice)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        var variable = target.Reported.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Select(name => target.Model.GetSymbolInfo(name, target.Cancellation).Symbol)
            .OfType<ILocalSymbol>().FirstOrDefault();
        if (variable?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(target.Cancellation)
            is not VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax made })
        {
            return null;
        }

        var preserved = InvocationExpression(
                MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, made.WithoutTrailingTrivia(), IdentifierName("Preserve")))
            .WithTrailingTrivia(made.GetTrailingTrivia());
        return new Proposal(Title, Title, target.Root.ReplaceNode(made, preserved), Proof.ScopeOf(made));
    }
}
