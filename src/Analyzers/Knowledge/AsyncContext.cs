using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Knowledge;

/// <summary>The function that code belongs to: the innermost one, be it a method, a local function or a lambda.</summary>
/// <param name="Symbol">The function; a field or property for an initialiser.</param>
/// <param name="Member">The member of the type around it.</param>
/// <param name="IsAsync">It is <c>async</c> or returns a task, so it can hand its caller a task instead of blocking.</param>
internal sealed record FunctionContext(ISymbol Symbol, ISymbol Member, bool IsAsync)
{
    /// <summary>The name that a reader would use for it.</summary>
    public string Name => Symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } local => local.Name,
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => "lambda in " + NameOf(Member),
        _ => NameOf(Symbol),
    };

    private static string NameOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } method => method.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.Destructor } method => "~" + method.ContainingType.Name,
        IMethodSymbol { AssociatedSymbol: { } owner } => owner.Name,
        _ => symbol.Name,
    };
}

/// <summary>Tells async code from synchronous code.</summary>
internal sealed class AsyncContext(Compilation compilation, TaskTypes tasks)
{
    private readonly INamedTypeSymbol? _expression = compilation.GetTypeByMetadataName("System.Linq.Expressions.Expression`1");

    /// <summary>
    /// The function around an operation; null when the operation is never executed: it is under <c>nameof</c>, or a
    /// lambda around it is compiled to an expression tree.
    /// </summary>
    public FunctionContext? Of(IOperation operation, ISymbol member)
    {
        IMethodSymbol? innermost = null;
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case INameOfOperation:
                case IConversionOperation { Type: INamedTypeSymbol type } when IsExpressionTree(type):
                case IDelegateCreationOperation { Type: INamedTypeSymbol target } when IsExpressionTree(target):
                    return null;
                case IAnonymousFunctionOperation lambda:
                    innermost ??= lambda.Symbol;
                    break;
                case ILocalFunctionOperation local:
                    innermost ??= local.Symbol;
                    break;
            }
        }

        ISymbol function = innermost ?? member;
        return new FunctionContext(function, member, function is IMethodSymbol method && IsAsync(method));
    }

    /// <summary>An accessor cannot be async, whatever it returns.</summary>
    private bool IsAsync(IMethodSymbol method) =>
        method.IsAsync
        || (method.MethodKind is not (MethodKind.PropertyGet or MethodKind.PropertySet) && tasks.IsTaskLike(method.ReturnType));

    private bool IsExpressionTree(INamedTypeSymbol type) =>
        _expression is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _expression);
}
