using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Unravel.Analyzers.Knowledge;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>One member on the way up, and its asynchronous form.</summary>
internal sealed class MakeAsyncMember(SyntaxNode declaration, IMethodSymbol method, Document document, SemanticModel model)
{
    /// <summary>Found again after the change, to be renamed.</summary>
    public const string Annotation = "Unravel.MadeAsync";

    public SyntaxNode Declaration { get; } = declaration;

    public IMethodSymbol Method { get; } = method;

    public Document Document { get; } = document;

    public SemanticModel Model { get; } = model;

    /// <summary>It is subscribed to an event, which fixes its signature: it becomes <c>async void</c>.</summary>
    public bool IsHandler { get; set; }

    /// <summary>Something in it is awaited; without that it returns a finished task.</summary>
    public bool Awaits { get; set; }

    public bool HasBody => Declaration is MethodDeclarationSyntax { Body: not null } or MethodDeclarationSyntax { ExpressionBody: not null } or LocalFunctionStatementSyntax;

    public bool ReturnsTask => ConcurrencyKnowledge.For(Model.Compilation).Tasks.IsTask(Method.ReturnType);

    /// <summary>The declaration with its new signature; <paramref name="current"/> has what is awaited in it already.</summary>
    public SyntaxNode Rewrite(SyntaxNode current)
    {
        if (IsHandler || ReturnsTask)
        {
            return MakeAsync.WithAsync(current);
        }

        if (HasBody && !Awaits)
        {
            current = WithFinishedTasks(current);
        }

        var type = current is MethodDeclarationSyntax { ReturnType: var declared } ? declared : ((LocalFunctionStatementSyntax)current).ReturnType;
        var task = Task(Method.ReturnsVoid ? null : type.WithoutTrivia()).WithTriviaFrom(type);
        SyntaxNode typed = current is MethodDeclarationSyntax method
            ? method.WithReturnType(task)
            : ((LocalFunctionStatementSyntax)current).WithReturnType(task);
        var made = HasBody && Awaits ? MakeAsync.WithAsync(typed) : typed;
        return made.WithAdditionalAnnotations(new SyntaxAnnotation(Annotation));
    }

    private TypeSyntax Task(TypeSyntax? result)
    {
        SimpleNameSyntax name = result is null
            ? IdentifierName("Task")
            : GenericName(Identifier("Task"), TypeArgumentList(SingletonSeparatedList(result)));
        var isImported = Model.LookupNamespacesAndTypes(Declaration.SpanStart, name: "Task")
            .Any(type => ConcurrencyKnowledge.For(Model.Compilation).Tasks.IsTask(type as ITypeSymbol));
        return isImported ? name : QualifiedName(ParseName("System.Threading.Tasks"), name);
    }

    private SyntaxNode WithFinishedTasks(SyntaxNode current)
    {
        if (Method.ReturnsVoid)
        {
            var completed = ReturnStatement(
                Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space),
                MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Task(null), IdentifierName("CompletedTask")),
                Token(SyntaxKind.SemicolonToken));
            current = current.ReplaceNodes(
                Functions.OwnNodes(current).OfType<ReturnStatementSyntax>(), (original, _) => completed.WithTriviaFrom(original));
            return current switch
            {
                MethodDeclarationSyntax { Body: { } body } method => method.WithBody(Ended(body, completed)),
                LocalFunctionStatementSyntax { Body: { } body } local => local.WithBody(Ended(body, completed)),
                MethodDeclarationSyntax { ExpressionBody: { } arrow } method => method.WithExpressionBody(null).WithSemicolonToken(default)
                    .WithBody(Block(ExpressionStatement(arrow.Expression), completed)).WithAdditionalAnnotations(Formatter.Annotation),
                LocalFunctionStatementSyntax { ExpressionBody: { } arrow } local => local.WithExpressionBody(null).WithSemicolonToken(default)
                    .WithBody(Block(ExpressionStatement(arrow.Expression), completed)).WithAdditionalAnnotations(Formatter.Annotation),
                _ => current,
            };
        }

        var type = current is MethodDeclarationSyntax declared ? declared.ReturnType : ((LocalFunctionStatementSyntax)current).ReturnType;
        var returned = Functions.OwnNodes(current).OfType<ReturnStatementSyntax>().Select(statement => statement.Expression)
            .Append((current as MethodDeclarationSyntax)?.ExpressionBody?.Expression)
            .Append((current as LocalFunctionStatementSyntax)?.ExpressionBody?.Expression)
            .OfType<ExpressionSyntax>().Where(expression => expression is not ThrowExpressionSyntax);
        return current.ReplaceNodes(returned, (original, value) => FromResult(type.WithoutTrivia(), value).WithTriviaFrom(original));
    }

    private ExpressionSyntax FromResult(TypeSyntax type, ExpressionSyntax value) =>
        InvocationExpression(
            MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                Task(null),
                GenericName(Identifier("FromResult"), TypeArgumentList(SingletonSeparatedList(type)))),
            ArgumentList(SingletonSeparatedList(Argument(value.WithoutTrivia()))));

    private static BlockSyntax Ended(BlockSyntax body, StatementSyntax completed) =>
        body.Statements.Count > 0 && body.Statements[body.Statements.Count - 1] is ReturnStatementSyntax or ThrowStatementSyntax
            ? body
            : body.AddStatements(completed.WithAdditionalAnnotations(Formatter.Annotation)).WithAdditionalAnnotations(Formatter.Annotation);
}
