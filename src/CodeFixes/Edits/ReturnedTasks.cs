using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>The tasks that a function returns, as an async function has to return them.</summary>
internal sealed class ReturnedTasks
{
    private readonly bool _hasValue;
    private readonly bool _inScopes;
    private readonly SyntaxNode? _lastStatement;

    // What is returned, and whether it is a finished task (FromResult, CompletedTask) whose value can be returned instead.
    private readonly Dictionary<SyntaxNode, bool> _finished = [];

    /// <param name="inScopes">Tasks that leave a try, a using or a lock are awaited too: that is what the repair is for.</param>
    public ReturnedTasks(SyntaxNode function, bool hasValue, bool inScopes, SemanticModel model, CancellationToken cancellation)
    {
        _hasValue = hasValue;
        _inScopes = inScopes;
        var body = Body(function);
        _lastStatement = body is BlockSyntax { Statements: { Count: > 0 } statements } ? statements[statements.Count - 1] : null;
        IEnumerable<SyntaxNode> returned = body is ExpressionSyntax ? [body] : Functions.OwnNodes(function).OfType<ReturnStatementSyntax>();
        var tasks = ConcurrencyKnowledge.For(model.Compilation).Tasks;
        foreach (var node in returned)
        {
            var expression = node as ExpressionSyntax ?? ((ReturnStatementSyntax)node).Expression;
            _finished[node] = IsFinished(expression, tasks, model, cancellation);
            CanBeUnwrapped &= expression is not null
                && (_finished[node]
                    || (tasks.IsTaskOrDerived(model.GetTypeInfo(expression, cancellation).Type) && (inScopes || CanBeAwaited(node, expression, function))));
        }

        CanBeUnwrapped &= !Functions.OwnNodes(function).Any(node => node is YieldStatementSyntax);
    }

    public bool CanBeUnwrapped { get; } = true;

    public IEnumerable<SyntaxNode> Nodes => _finished.Keys;

    public SyntaxNode Unwrap(SyntaxNode original, SyntaxNode current)
    {
        if (current is ExpressionSyntax body)
        {
            return Returned(body, _finished[original] && _hasValue);
        }

        var statement = (ReturnStatementSyntax)current;
        var expression = statement.Expression!;
        if (_hasValue)
        {
            return statement.WithExpression(Returned(expression, _finished[original]));
        }

        if (_finished[original])
        {
            return statement.WithExpression(null).WithReturnKeyword(statement.ReturnKeyword.WithTrailingTrivia());
        }

        // return DoAsync(); is: await DoAsync(); and then return, unless it is the end anyway.
        var awaited = ExpressionStatement(AddAwait.Over(expression, expression, inParentheses: false));
        return original == _lastStatement || (_inScopes && IsLast(original))
            ? awaited.WithTriviaFrom(statement)
            : Block(awaited, ReturnStatement()).WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>Nothing runs after the statement: everything around it ends with it.</summary>
    private static bool IsLast(SyntaxNode statement)
    {
        for (var node = statement; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case BlockSyntax block when block.Statements.Count > 0 && block.Statements[block.Statements.Count - 1] != node && node is StatementSyntax:
                case CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or SwitchSectionSyntax:
                    return false;
                case MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax:
                    return true;
            }
        }

        return false;
    }

    private static SyntaxNode? Body(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
        AnonymousFunctionExpressionSyntax lambda => lambda.Body,
        _ => null,
    };

    // The value in Task.FromResult(value), or an awaited task.
    private static ExpressionSyntax Returned(ExpressionSyntax task, bool isFinished) => isFinished
        ? ((InvocationExpressionSyntax)task).ArgumentList.Arguments[0].Expression.WithTriviaFrom(task)
        : AddAwait.Over(task, task, inParentheses: false);

    private bool IsFinished(ExpressionSyntax? expression, TaskTypes tasks, SemanticModel model, CancellationToken cancellation) =>
        expression is not null && model.GetOperation(expression, cancellation) switch
        {
            IInvocationOperation { TargetMethod: { Name: "FromResult", IsStatic: true } method } => _hasValue && tasks.IsTask(method.ContainingType),
            IPropertyReferenceOperation { Property: { Name: "CompletedTask" } property } => !_hasValue && tasks.IsTask(property.ContainingType),
            _ => false,
        };

    /// <summary>
    /// Awaiting what was only handed on moves its exceptions and its end into this function: in a try, a using or
    /// a lock that is another program. A null or default is no task.
    /// </summary>
    private static bool CanBeAwaited(SyntaxNode node, ExpressionSyntax expression, SyntaxNode function) =>
        expression is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or ObjectCreationExpressionSyntax
        && !node.Ancestors().TakeWhile(ancestor => ancestor != function)
            .Any(ancestor => ancestor is TryStatementSyntax or UsingStatementSyntax or LockStatementSyntax)
        && !Functions.OwnNodes(function)
            .Any(own => own is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword });
}
