using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// A wait in a static initialisation for a task that starts by using the class: the runtime holds that task until the
/// initialisation has ended. What is reported here is certain: a lambda or method of the same file, handed to the pool in
/// the expression that is waited for, whose first unconditional statements touch the class.
/// </summary>
/// <remarks>
/// Tried on .NET 10: a static field that is no constant holds its readers in any class; static methods and constructors
/// hold their callers only where the class has a static constructor in the source.
/// </remarks>
internal static class InitialisationCycles
{
    /// <summary>Where the class is touched by what the operation waits for; null when it is no such wait.</summary>
    public static SyntaxNode? Find(IOperation operation, FunctionContext function, ConcurrencyKnowledge knowledge)
    {
        if (!SymbolEqualityComparer.Default.Equals(function.Symbol, function.Member)
            || function.Member.ContainingType is not { } type
            || (knowledge.Blocking.Find(operation) is { } call ? WorkOf(call, knowledge) : ThreadWork(operation, knowledge)) is not { } work)
        {
            return null;
        }

        var isPrecise = type.StaticConstructors.Any(constructor => !constructor.IsImplicitlyDeclared);
        return Touch(work, type, isPrecise);
    }

    // Task.Run(work).Wait(), .Result, .GetAwaiter().GetResult(), with no timeout.
    private static IOperation? WorkOf(BlockingCall call, ConcurrencyKnowledge knowledge) =>
        call is { Limits.Length: 0, Task: IInvocationOperation started }
        && ((started.TargetMethod.Name == "Run" && knowledge.Tasks.IsTask(started.TargetMethod.ContainingType))
            || (started.TargetMethod.Name == "StartNew" && knowledge.Tasks.IsFactory(started.TargetMethod.ContainingType)))
        && started.Arguments.Length > 0
            ? started.Arguments[0].Value
            : null;

    // var thread = new Thread(work); thread.Start(); thread.Join();
    private static IOperation? ThreadWork(IOperation operation, ConcurrencyKnowledge knowledge)
    {
        if (operation is not IInvocationOperation { TargetMethod.Name: "Join", Arguments.Length: 0, Instance: ILocalReferenceOperation { Local: var local } } join
            || knowledge.Primitives.Find(join) is null
            || join.Syntax.FirstAncestorOrSelf<BlockSyntax>() is not { } block)
        {
            return null;
        }

        IOperation? work = null;
        var isStarted = false;
        foreach (var statement in block.Statements)
        {
            if (statement.SpanStart >= join.Syntax.SpanStart)
            {
                break;
            }

            switch (join.SemanticModel?.GetOperation(statement))
            {
                case IVariableDeclarationGroupOperation group:
                    work = group.Declarations.SelectMany(declaration => declaration.Declarators)
                        .Where(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                        .Select(declarator => declarator.Initializer?.Value.Unwrapped())
                        .OfType<IObjectCreationOperation>().FirstOrDefault()?.Arguments.FirstOrDefault()?.Value ?? work;
                    break;
                case IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "Start", Instance: ILocalReferenceOperation started } }
                    when SymbolEqualityComparer.Default.Equals(started.Local, local):
                    isStarted = true;
                    break;
                case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: ILocalReferenceOperation assigned } }
                    when SymbolEqualityComparer.Default.Equals(assigned.Local, local):
                    return null;
            }
        }

        return isStarted ? work : null;
    }

    private static SyntaxNode? Touch(IOperation work, INamedTypeSymbol type, bool isPrecise)
    {
        var target = work.Unwrapped() is IDelegateCreationOperation creation ? creation.Target : work.Unwrapped();
        switch (target)
        {
            case IAnonymousFunctionOperation lambda:
                return InBody(lambda.Body, type, isPrecise);
            case IMethodReferenceOperation { Method: { IsStatic: true } method } reference when Is(method.ContainingType, type):
                return isPrecise ? reference.Syntax
                    : Body(method, reference) is { } body ? InBody(body, type, isPrecise)
                    : null;
            default:
                return null;
        }
    }

    private static IOperation? Body(IMethodSymbol method, IOperation place) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration && declaration.SyntaxTree == place.Syntax.SyntaxTree
            ? place.SemanticModel?.GetOperation(declaration) switch
            {
                IMethodBodyBaseOperation body => body.BlockBody ?? body.ExpressionBody,
                _ => null,
            }
            : null;

    // Only what runs for certain: the statements one after the other, up to the first that may leave or branch.
    private static SyntaxNode? InBody(IOperation? body, INamedTypeSymbol type, bool isPrecise)
    {
        if (body is not IBlockOperation block)
        {
            return null;
        }

        foreach (var statement in block.Operations)
        {
            if (statement is not (IExpressionStatementOperation or IVariableDeclarationGroupOperation or IReturnOperation))
            {
                return null;
            }

            if (Certain(statement, type, isPrecise) is { } touch)
            {
                return touch;
            }
        }

        return null;
    }

    private static SyntaxNode? Certain(IOperation operation, INamedTypeSymbol type, bool isPrecise)
    {
        switch (operation)
        {
            case IAnonymousFunctionOperation or IConditionalOperation or ICoalesceOperation or ICoalesceAssignmentOperation
                or IConditionalAccessOperation or ISwitchExpressionOperation or INameOfOperation or ITypeOfOperation:
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr }:
                return null;
            case IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false } field } when Is(field.ContainingType, type):
                return operation.Syntax;
            case IInvocationOperation { TargetMethod: { IsStatic: true, MethodKind: MethodKind.Ordinary } method } when isPrecise && Is(method.ContainingType, type):
            case IPropertyReferenceOperation { Property: { IsStatic: true } property } when isPrecise && Is(property.ContainingType, type):
            case IObjectCreationOperation { Constructor: { } constructor } when isPrecise && Is(constructor.ContainingType, type):
                return operation.Syntax;
        }

        foreach (var child in operation.ChildOperations)
        {
            if (Certain(child, type, isPrecise) is { } touch)
            {
                return touch;
            }
        }

        return null;
    }

    // Not of a generic type: each construction has an initialisation of its own, and only the same one is held.
    private static bool Is(INamedTypeSymbol type, INamedTypeSymbol initialised) =>
        !initialised.IsGenericType && SymbolEqualityComparer.Default.Equals(type, initialised);
}
