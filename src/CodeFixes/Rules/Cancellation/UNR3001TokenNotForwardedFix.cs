using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Rules.Cancellation;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Cancellation;

/// <summary>Passes the token in scope: in place of <c>default</c>, as a further argument, or in the initializer of ParallelOptions.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR3001TokenNotForwardedFix))]
public sealed class UNR3001TokenNotForwardedFix : RuleFix
{
    private const string Title = "Pass the token";

    public UNR3001TokenNotForwardedFix()
        : base(RuleIds.TokenNotForwarded)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (!target.Diagnostic.Properties.TryGetValue(UNR3001TokenNotForwardedAnalyzer.TokenText, out var text) || text is null)
        {
            return null;
        }

        var token = ParseExpression(text);
        switch (target.Reported)
        {
            case LiteralExpressionSyntax or DefaultExpressionSyntax:
                return Replace(target, target.Reported, token.WithTriviaFrom(target.Reported));
            case BaseObjectCreationExpressionSyntax options:
                return Replace(target, options, WithToken(options, token));
            default:
                return target.Reported.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
                    && target.Diagnostic.Properties.TryGetValue(UNR3001TokenNotForwardedAnalyzer.ParameterName, out var name) && name is not null
                        ? Replace(target, call, WithToken(call, token, name, target.Model, target.Cancellation))
                        : null;
        }
    }

    private static Proposal Replace(FixTarget target, SyntaxNode old, SyntaxNode made) =>
        new(Title, Title, target.Root.ReplaceNode(old, made), Proof.ScopeOf(old));

    /// <summary>By name where an optional parameter before it is left out.</summary>
    private static InvocationExpressionSyntax WithToken(
        InvocationExpressionSyntax call, ExpressionSyntax token, string name, SemanticModel model, CancellationToken cancellation)
    {
        var leavesOut = model.GetOperation(call, cancellation) is IInvocationOperation operation
            && operation.Arguments.Any(argument => argument.ArgumentKind == ArgumentKind.DefaultValue && argument.Parameter?.Name != name);
        var argument = Argument(token);
        if (leavesOut || call.ArgumentList.Arguments.Any(given => given.NameColon is not null))
        {
            argument = argument.WithNameColon(NameColon(IdentifierName(name), Token(SyntaxKind.ColonToken).WithTrailingTrivia(Space)));
        }

        var arguments = call.ArgumentList.Arguments;
        return call.WithArgumentList(call.ArgumentList.WithArguments(arguments.Add(arguments.Count == 0 ? argument : argument.WithLeadingTrivia(Space))));
    }

    private static BaseObjectCreationExpressionSyntax WithToken(BaseObjectCreationExpressionSyntax options, ExpressionSyntax token)
    {
        var assignment = AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            IdentifierName("CancellationToken").WithTrailingTrivia(Space),
            Token(SyntaxKind.EqualsToken).WithTrailingTrivia(Space),
            token);
        if (options.Initializer is { Expressions: { Count: > 0 } expressions } initializer)
        {
            var last = expressions[expressions.Count - 1];
            var list = expressions.Replace(last, last.WithoutTrailingTrivia());
            return options.WithInitializer(initializer.WithExpressions(list.Add(assignment.WithLeadingTrivia(Space).WithTrailingTrivia(last.GetTrailingTrivia()))));
        }

        return options.WithoutTrailingTrivia().WithInitializer(InitializerExpression(
                SyntaxKind.ObjectInitializerExpression,
                Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(Space).WithTrailingTrivia(Space),
                SingletonSeparatedList<ExpressionSyntax>(assignment.WithTrailingTrivia(Space)),
                Token(SyntaxKind.CloseBraceToken)))
            .WithTrailingTrivia(options.GetTrailingTrivia());
    }
}
