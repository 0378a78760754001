using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Cancellation;

/// <summary>Makes the declaration a using declaration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR3004LeakedSourceFix))]
public sealed class UNR3004LeakedSourceFix : RuleFix
{
    private const string Title = "Dispose the source at the end of the block";

    public UNR3004LeakedSourceFix()
        : base(RuleIds.LeakedSource)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax } statement } }
            || !WaitsForItsWork(statement, target.Model, target.Cancellation))
        {
            return null;
        }

        var made = statement.WithoutLeadingTrivia()
            .WithUsingKeyword(Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(Space))
            .WithLeadingTrivia(statement.GetLeadingTrivia());
        return new Proposal(Title, Title, target.Root.ReplaceNode(statement, made), Proof.ScopeOf(statement));
    }

    /// <summary>A function that hands out a task without awaiting it would dispose the source under that task.</summary>
    private static bool WaitsForItsWork(SyntaxNode statement, SemanticModel model, CancellationToken cancellation) =>
        Functions.Around(statement) is { } function
        && (Functions.IsAsync(function)
            || (function is MethodDeclarationSyntax method
                && model.GetDeclaredSymbol(method, cancellation) is { ReturnType: var type }
                && !Unravel.Analyzers.Knowledge.ConcurrencyKnowledge.For(model.Compilation).Tasks.IsTaskLike(type)));
}
