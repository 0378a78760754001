using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>
/// Awaits a task where it is started, when its local is never read. Where only some paths forget it, the place to await is
/// for the author to choose.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2006UnobservedTaskFix))]
public sealed class UNR2006UnobservedTaskFix : RuleFix
{
    private const string Title = "Await the task where it is started";

    public UNR2006UnobservedTaskFix()
        : base(RuleIds.UnobservedTask)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { Initializer.Value: { } task } declarator
            || declarator.Parent is not VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement })
        {
            return null;
        }

        var function = Functions.Around(statement);
        var scope = function ?? target.Root;
        if ((function is not null && !Functions.IsAsync(function)) || IsRead(declarator, scope) || AwaitHazards.Any(task, scope, target.Model))
        {
            return null;
        }

        var awaited = SyntaxFactory.ExpressionStatement(AddAwait.Over(task, task, inParentheses: false).WithoutTrivia(), statement.SemicolonToken)
            .WithLeadingTrivia(statement.GetLeadingTrivia());
        return new Proposal(Title, Title, target.Root.ReplaceNode(statement, awaited), Proof.ScopeOf(statement));
    }

    private static bool IsRead(VariableDeclaratorSyntax declarator, SyntaxNode scope) => scope.DescendantNodes()
        .OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == declarator.Identifier.ValueText);
}
