using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Gives the semaphore a maximum of one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4008UnboundedMutexFix))]
public sealed class UNR4008UnboundedMutexFix : RuleFix
{
    private const string Title = "Set the maximum to 1";

    public UNR4008UnboundedMutexFix()
        : base(RuleIds.UnboundedMutex)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.DescendantNodesAndSelf().OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault() is not { ArgumentList: { Arguments.Count: 1 } arguments })
        {
            return null;
        }

        var maximum = SyntaxFactory.Argument(SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(1)));
        var first = arguments.Arguments[0];
        maximum = first.NameColon is null ? maximum : maximum.WithNameColon(SyntaxFactory.NameColon("maxCount").WithTrailingTrivia(SyntaxFactory.Space));
        var both = arguments.WithArguments(SyntaxFactory.SeparatedList(
            [first, maximum], [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)]));
        return new Proposal(Title, Title, target.Root.ReplaceNode(arguments, both), Proof.ScopeOf(arguments));
    }
}
