using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>
/// Puts the body of a handler into a try whose catch writes the exception to the trace: nothing is lost, and what else to do
/// with it is for the author to add.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2002UnguardedAsyncHandlerFix))]
public sealed class UNR2002UnguardedAsyncHandlerFix : RuleFix
{
    private const string Title = "Catch what the handler throws, and trace it";
    private const string Caught = "exception";

    public UNR2002UnguardedAsyncHandlerFix()
        : base(RuleIds.UnguardedAsyncHandler)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        var function = target.Reported.AncestorsAndSelf().FirstOrDefault(Functions.IsAsync);
        return function is not null && Guarded(function) is { } guarded
            ? new Proposal(Title, Title, target.Root.ReplaceNode(function, guarded.WithAdditionalAnnotations(Formatter.Annotation)), function)
            : null;
    }

    private static SyntaxNode? Guarded(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax { Body: { } body } method => method.WithBody(Guarded(body, function)),
        MethodDeclarationSyntax { ExpressionBody.Expression: { } value } method => method
            .WithExpressionBody(null).WithSemicolonToken(default).WithBody(Guarded(BlockOf(value), function)).WithTrailingTrivia(method.GetTrailingTrivia()),
        LocalFunctionStatementSyntax { Body: { } body } local => local.WithBody(Guarded(body, function)),
        LocalFunctionStatementSyntax { ExpressionBody.Expression: { } value } local => local
            .WithExpressionBody(null).WithSemicolonToken(default).WithBody(Guarded(BlockOf(value), function)).WithTrailingTrivia(local.GetTrailingTrivia()),
        AnonymousFunctionExpressionSyntax { Block: { } body } lambda => lambda.WithBlock(Guarded(body, function)),
        LambdaExpressionSyntax { ExpressionBody: { } value } lambda => lambda.WithExpressionBody(null).WithBlock(Guarded(BlockOf(value), function)),
        _ => null,
    };

    private static BlockSyntax BlockOf(ExpressionSyntax value) =>
        SyntaxFactory.Block(SyntaxFactory.ExpressionStatement(value.WithoutTrivia()));

    private static BlockSyntax Guarded(BlockSyntax body, SyntaxNode function)
    {
        var name = Caught;
        for (var number = 2; function.DescendantTokens().Any(token => token.ValueText == name); number++)
        {
            name = Caught + number;
        }

        // Parsed with its line breaks: a lambda on one line would stay on one line.
        var endOfLine = LineEnds.Of(function);
        var lines = new[] { "{", "try", "{", "}", "catch (System.Exception " + name + ")", "{", $"System.Diagnostics.Trace.TraceError({name}.ToString());", "}", "}" };
        var guarded = (BlockSyntax)SyntaxFactory.ParseStatement(string.Join(endOfLine, lines));
        guarded = guarded.ReplaceNodes(guarded.DescendantNodes().OfType<QualifiedNameSyntax>(), static (type, _) => type.WithAdditionalAnnotations(Simplifier.Annotation));
        var attempt = (TryStatementSyntax)guarded.Statements[0];
        var statements = body.Statements;
        if (statements.LastOrDefault() is { } last && !last.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
        {
            statements = statements.Replace(last, last.WithTrailingTrivia(last.GetTrailingTrivia().Add(SyntaxFactory.EndOfLine(endOfLine))));
        }

        guarded = guarded.ReplaceNode(attempt.Block, attempt.Block.WithStatements(statements));
        return guarded.WithTriviaFrom(body).WithAdditionalAnnotations(Formatter.Annotation);
    }
}
