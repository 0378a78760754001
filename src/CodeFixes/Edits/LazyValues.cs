using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>
/// The values of a private concurrent dictionary become <c>Lazy</c>: two threads may still make two of them for one key,
/// but only the one that is kept is ever asked for its value. All uses follow, or there is no repair.
/// </summary>
internal static class LazyValues
{
    public static TypeDeclarationSyntax? In(OwnField field, SemanticModel model, CancellationToken cancellation)
    {
        if (TypeOf(field.Declaration.Type) is not { } type || (field.Value is ObjectCreationExpressionSyntax { Type: var made } && TypeOf(made) is null))
        {
            return null;
        }

        var value = type.TypeArgumentList.Arguments[1];
        var name = TypeNames.At(model, field.Declaration.SpanStart, "System", "Lazy");
        var lazy = SyntaxFactory.ParseTypeName($"{name}<{value.WithoutTrivia()}>");
        var changes = new Dictionary<SyntaxNode, Func<ExpressionSyntax, ExpressionSyntax>> { [value] = old => lazy.WithTriviaFrom(old) };
        if (field.Value is ObjectCreationExpressionSyntax creation)
        {
            changes.Add(TypeOf(creation.Type)!.TypeArgumentList.Arguments[1], old => lazy.WithTriviaFrom(old));
        }

        foreach (var use in field.Uses)
        {
            foreach (var (place, change) in Following(use, lazy, model, cancellation))
            {
                // One use in the place of another's value would have to be changed twice.
                if (change is null || changes.ContainsKey(place))
                {
                    return null;
                }

                changes.Add(place, change);
            }
        }

        return field.Type.ReplaceNodes(changes.Keys, (old, now) => changes[old]((ExpressionSyntax)now));
    }

    private static GenericNameSyntax? TypeOf(TypeSyntax type) => type switch
    {
        GenericNameSyntax { Identifier.ValueText: "ConcurrentDictionary", TypeArgumentList.Arguments.Count: 2 } name => name,
        QualifiedNameSyntax { Right: GenericNameSyntax right } => TypeOf(right),
        _ => null,
    };

    /// <summary>How the use reads or writes lazy values; a null for one of which it is not known.</summary>
    private static (SyntaxNode Place, Func<ExpressionSyntax, ExpressionSyntax>? Change)[] Following(
        ExpressionSyntax use, TypeSyntax lazy, SemanticModel model, CancellationToken cancellation) => use.Parent switch
    {
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax } assignment } element
            when assignment.Left == element => [(assignment.Right, value => Made(lazy, value))],
        ElementAccessExpressionSyntax element when element.Expression == use && !ElementWrites.Are(element) => [(element, ValueOf)],
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access
            when access.Expression == use && call.ArgumentList.Arguments.All(static argument => argument.NameColon is null) =>
                FollowingCall(access.Name.Identifier.ValueText, call, lazy, model, cancellation),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "IsEmpty" or "Keys" } => [],
        _ => [(use, null)],
    };

    private static (SyntaxNode Place, Func<ExpressionSyntax, ExpressionSyntax>? Change)[] FollowingCall(
        string name, InvocationExpressionSyntax call, TypeSyntax lazy, SemanticModel model, CancellationToken cancellation)
    {
        var arguments = call.ArgumentList.Arguments;
        return name switch
        {
            "GetOrAdd" when arguments.Count >= 2 => [(arguments[1].Expression, Factory(arguments[1].Expression, arguments.Count, lazy, model, cancellation)), (call, call.Parent is ExpressionStatementSyntax ? Discarded : ValueOf)],
            "TryAdd" => [(arguments[1].Expression, value => Made(lazy, value))],
            "Clear" or "ContainsKey" => [],
            "TryRemove" or "TryGetValue" when arguments.Count == 2 && arguments[1].Expression is IdentifierNameSyntax { Identifier.ValueText: "_" }
                or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax } => [],
            _ => [(call, null)],
        };
    }

    /// <summary>How a factory becomes one of lazy values, or a value a lazy one; null where it is a delegate from elsewhere.</summary>
    private static Func<ExpressionSyntax, ExpressionSyntax>? Factory(
        ExpressionSyntax given, int arguments, TypeSyntax lazy, SemanticModel model, CancellationToken cancellation) => given switch
    {
        LambdaExpressionSyntax => factory => Deferred((LambdaExpressionSyntax)factory, lazy),
        SimpleNameSyntax or MemberAccessExpressionSyntax when arguments == 2 && model.GetSymbolInfo(given, cancellation).Symbol is IMethodSymbol =>
            method => SyntaxFactory.ParseExpression($"key => new {lazy}(() => {method.WithoutTrivia()}(key))").WithTriviaFrom(method),
        _ => model.GetTypeInfo(given, cancellation).ConvertedType?.TypeKind == TypeKind.Delegate ? null : value => Made(lazy, value),
    };

    // The value is there already; it is worked out before the call as it was.
    private static ExpressionSyntax Made(TypeSyntax lazy, ExpressionSyntax value) =>
        SyntaxFactory.ParseExpression($"new {lazy}({value.WithoutTrivia()})").WithTriviaFrom(value);

    private static LambdaExpressionSyntax Deferred(LambdaExpressionSyntax factory, TypeSyntax lazy)
    {
        var isAsync = factory.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
        var inner = SyntaxFactory.ParenthesizedLambdaExpression(factory.Body.WithoutTrailingTrivia())
            .WithAsyncKeyword(isAsync ? SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space) : default)
            .WithArrowToken(factory.ArrowToken.WithLeadingTrivia(SyntaxFactory.Space));
        var made = SyntaxFactory.ObjectCreationExpression(
            SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            lazy,
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(inner))),
            initializer: null);
        var arrow = factory.ArrowToken.WithTrailingTrivia(SyntaxFactory.Space);
        return (LambdaExpressionSyntax)(factory.WithBody(made).WithAsyncKeyword(default) switch
        {
            SimpleLambdaExpressionSyntax simple => simple.WithArrowToken(arrow),
            ParenthesizedLambdaExpressionSyntax parenthesized => (SyntaxNode)parenthesized.WithArrowToken(arrow),
            var other => other,
        }).WithTriviaFrom(factory);
    }

    private static ExpressionSyntax Discarded(ExpressionSyntax lazy) =>
        SyntaxFactory.ParseExpression($"_ = {lazy.WithoutTrivia()}.Value").WithTriviaFrom(lazy);

    private static ExpressionSyntax ValueOf(ExpressionSyntax lazy) => SyntaxFactory.MemberAccessExpression(
        SyntaxKind.SimpleMemberAccessExpression, lazy.WithoutTrivia(), SyntaxFactory.IdentifierName("Value")).WithTriviaFrom(lazy);
}
