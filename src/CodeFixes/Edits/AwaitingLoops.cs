using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>The forms of loops over a delegate that wait for an async body.</summary>
internal static class AwaitingLoops
{
    /// <summary><c>await Parallel.ForEachAsync(source, async (x, token) => ...)</c>; null for bodies with a loop state.</summary>
    public static ExpressionSyntax? Parallel(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, LambdaExpressionSyntax lambda, SemanticModel model)
    {
        if (Parameter(lambda) is not { } parameter)
        {
            return null;
        }

        var token = model.LookupSymbols(lambda.SpanStart, name: "token").IsEmpty ? "token" : "cancellationToken";
        var body = ParenthesizedLambdaExpression(
            lambda.Modifiers,
            ParameterList(SeparatedList(
                [parameter.WithoutTrivia(), WithTypeOf(parameter, token)],
                [Token(SyntaxKind.CommaToken).WithTrailingTrivia(Space)])).WithTrailingTrivia(Space),
            lambda.Block,
            lambda.ExpressionBody).WithArrowToken(lambda.ArrowToken);
        var renamed = call
            .ReplaceNodes(new SyntaxNode[] { lambda, access.Name }, (original, current) => original == lambda
                ? body.WithTriviaFrom(current)
                : IdentifierName(access.Name.Identifier.ValueText + "Async").WithTriviaFrom(current));
        return AddAwait.Over(call, renamed, inParentheses: false);
    }

    /// <summary>A foreach statement with the lambda's body; null when the body returns early.</summary>
    public static StatementSyntax? ForEach(ExpressionStatementSyntax statement, MemberAccessExpressionSyntax access, LambdaExpressionSyntax lambda)
    {
        if (Parameter(lambda) is not { } parameter || lambda.DescendantNodes().Any(node => node is ReturnStatementSyntax))
        {
            return null;
        }

        var body = lambda.Block ?? Block(ExpressionStatement(lambda.ExpressionBody!.WithoutTrivia()));
        return ForEachStatement(IdentifierName("var"), parameter.Identifier.WithoutTrivia(), access.Expression.WithoutTrivia(), body.WithoutTrivia())
            .WithTriviaFrom(statement)
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static ParameterSyntax? Parameter(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0],
        _ => null,
    };

    private static ParameterSyntax WithTypeOf(ParameterSyntax other, string name) =>
        other.Type is null
            ? SyntaxFactory.Parameter(Identifier(name))
            : SyntaxFactory.Parameter(Identifier(name)).WithType(IdentifierName("CancellationToken").WithTrailingTrivia(Space));
}
