using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>The asynchronous form of a call, as the compiler has bound it.</summary>
/// <param name="Call">The call that can be awaited in the place of the synchronous one.</param>
internal sealed record AsyncTwin(InvocationExpressionSyntax Call, IMethodSymbol Method)
{
    /// <summary>The call with another method name; null in <c>a?.M()</c>, where an await cannot start.</summary>
    public static InvocationExpressionSyntax? Renamed(InvocationExpressionSyntax call, string name)
    {
        ExpressionSyntax? method = call.Expression switch
        {
            MemberAccessExpressionSyntax access when !IsInConditionalAccess(access.Expression) => access.WithName(Renamed(access.Name, name)),
            SimpleNameSyntax simple => Renamed(simple, name),
            _ => null,
        };
        return method is null ? null : call.WithExpression(method);
    }

    /// <summary>The call with a token as its last argument; by name where arguments are named.</summary>
    public static InvocationExpressionSyntax WithToken(InvocationExpressionSyntax call, string token, string parameter)
    {
        var argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(token));
        if (call.ArgumentList.Arguments.Any(other => other.NameColon is not null))
        {
            argument = argument.WithNameColon(SyntaxFactory.NameColon(parameter).WithTrailingTrivia(SyntaxFactory.Space));
        }

        var arguments = call.ArgumentList.Arguments;
        return call.WithArgumentList(call.ArgumentList.WithArguments(arguments.Count == 0
            ? arguments.Add(argument)
            : SyntaxFactory.SeparatedList<ArgumentSyntax>(arguments.GetWithSeparators()
                .Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space))
                .Add(argument))));
    }

    private static SimpleNameSyntax Renamed(SimpleNameSyntax name, string other) =>
        name.WithIdentifier(SyntaxFactory.Identifier(other).WithTriviaFrom(name.Identifier));

    private static bool IsInConditionalAccess(SyntaxNode? first)
    {
        while (true)
        {
            switch (first)
            {
                case MemberBindingExpressionSyntax or ElementBindingExpressionSyntax:
                    return true;
                case MemberAccessExpressionSyntax access:
                    first = access.Expression;
                    break;
                case InvocationExpressionSyntax call:
                    first = call.Expression;
                    break;
                case ElementAccessExpressionSyntax access:
                    first = access.Expression;
                    break;
                case PostfixUnaryExpressionSyntax postfix:
                    first = postfix.Operand;
                    break;
                default:
                    return false;
            }
        }
    }
}
