using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.Cancellation;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Cancellation;

/// <summary>Names the function's own token.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR3002WrongTokenFix))]
public sealed class UNR3002WrongTokenFix : RuleFix
{
    private const string Title = "Use the token that was given";

    public UNR3002WrongTokenFix()
        : base(RuleIds.WrongToken)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not IdentifierNameSyntax used
            || !target.Diagnostic.Properties.TryGetValue(UNR3002WrongTokenAnalyzer.OwnToken, out var own) || own is null)
        {
            return null;
        }

        var token = target.Model.GetSymbolInfo(used, target.Cancellation).Symbol;
        var function = used.Ancestors().First(node => Takes(node, own));
        var uses = function.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.Text == used.Identifier.Text
                && SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(name, target.Cancellation).Symbol, token));
        var made = target.Root.ReplaceNodes(uses, (original, _) => IdentifierName(own).WithTriviaFrom(original));
        return new Proposal(Title, Title, made, Proof.ScopeOf(used));
    }

    private static bool Takes(SyntaxNode node, string parameter) => node switch
    {
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.Text == parameter,
        ParenthesizedLambdaExpressionSyntax lambda => Has(lambda.ParameterList, parameter),
        AnonymousMethodExpressionSyntax method => Has(method.ParameterList, parameter),
        LocalFunctionStatementSyntax local => Has(local.ParameterList, parameter),
        _ => node is MemberDeclarationSyntax,
    };

    private static bool Has(ParameterListSyntax? list, string parameter) =>
        list is not null && list.Parameters.Any(given => given.Identifier.Text == parameter);
}
