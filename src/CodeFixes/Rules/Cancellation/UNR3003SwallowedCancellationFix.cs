using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Cancellation;

/// <summary>Adds a filter that leaves cancellation alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR3003SwallowedCancellationFix))]
public sealed class UNR3003SwallowedCancellationFix : RuleFix
{
    private const string Title = "Let cancellation through";

    public UNR3003SwallowedCancellationFix()
        : base(RuleIds.SwallowedCancellation)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<CatchClauseSyntax>() is not { Filter: null } handler)
        {
            return null;
        }

        var position = handler.SpanStart;
        var name = handler.Declaration is { Identifier.Text: { Length: > 0 } known } ? known : "exception";
        var declaration = handler.Declaration is { } given
            ? given.WithType(given.Type.WithoutTrailingTrivia().WithTrailingTrivia(Space)).WithIdentifier(Identifier(name)).WithoutTrailingTrivia()
            : CatchDeclaration(TypeNames.TypeAt(target.Model, position, "System", "Exception").WithTrailingTrivia(Space), Identifier(name));
        var condition = IsPatternExpression(
            IdentifierName(name).WithTrailingTrivia(Space),
            Token(SyntaxKind.IsKeyword).WithTrailingTrivia(Space),
            UnaryPattern(
                Token(SyntaxKind.NotKeyword).WithTrailingTrivia(Space),
                ConstantPattern(TypeNames.At(target.Model, position, "System", "OperationCanceledException"))));
        var end = handler.Declaration?.GetTrailingTrivia() ?? handler.CatchKeyword.TrailingTrivia;
        var filter = CatchFilterClause(condition)
            .WithWhenKeyword(Token(SyntaxKind.WhenKeyword).WithLeadingTrivia(Space).WithTrailingTrivia(Space))
            .WithTrailingTrivia(end);
        var made = handler
            .WithCatchKeyword(handler.CatchKeyword.WithTrailingTrivia(Space))
            .WithDeclaration(declaration)
            .WithFilter(filter);
        return new Proposal(Title, Title, target.Root.ReplaceNode(handler, made), Proof.ScopeOf(handler));
    }
}
