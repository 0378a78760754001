using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Starts the tasks once, where the query is written, and keeps them in an array.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2024TasksStartedTwiceFix))]
public sealed class UNR2024TasksStartedTwiceFix : RuleFix
{
    private const string Title = "Start the tasks once";

    public UNR2024TasksStartedTwiceFix()
        : base(RuleIds.TasksStartedTwice)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Model.GetSymbolInfo(target.Reported, target.Cancellation).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(target.Cancellation)
                is not VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax query })
        {
            return null;
        }

        var started = InvocationExpression(
                MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, query.WithoutTrailingTrivia(), IdentifierName("ToArray")))
            .WithTrailingTrivia(query.GetTrailingTrivia());
        return new Proposal(Title, Title, target.Root.ReplaceNode(query, started), Proof.ScopeOf(query));
    }
}
