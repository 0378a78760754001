using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The variables that started code uses and did not declare: in itself, in lambdas that it runs at once, and in the functions
/// of the same instance that it calls.
/// </summary>
internal sealed class BodyUses(TypeSummary type)
{
    private const int Deepest = 5;

    // Looked for only when one is asked for: that walks all trees of the type.
    private readonly Lazy<Dictionary<ISymbol, IOperation>> _localFunctions = new(() => LocalFunctionsOf(type));

    /// <summary>The code of a function of the type, with its operations.</summary>
    public IOperation? CodeOf(ISymbol function) =>
        function is not IMethodSymbol { MethodKind: MethodKind.LocalFunction } ? type.Find(function)?.Tree
        : _localFunctions.Value.TryGetValue(function, out var code) ? code
        : null;

    public IReadOnlyList<VariableUse> Of(IOperation code)
    {
        var uses = new List<VariableUse>();
        var visited = new List<IOperation>();
        Visit(code, 0);
        return uses.FindAll(use => !visited.Exists(one => IsDeclaredIn(use.Variable, one)));

        void Visit(IOperation function, int depth)
        {
            visited.Add(function);
            Read(function, function, operation =>
            {
                if (UseOf(operation) is { } use)
                {
                    uses.Add(use);
                }
                else if (depth < Deepest && Target(operation) is { } target && CodeOf(target) is { } called
                    && !visited.Contains(called) && !IsGuarded(operation))
                {
                    Visit(called, depth + 1);
                }
            });
        }
    }

    /// <summary>What a function itself does, without what it has others run.</summary>
    public IReadOnlyList<VariableUse> OfFunction(IOperation function)
    {
        var uses = new List<VariableUse>();
        Read(function, function, operation =>
        {
            if (UseOf(operation) is { } use)
            {
                uses.Add(use);
            }
        });
        return uses;
    }

    public static bool IsDeclaredIn(ISymbol variable, IOperation code)
    {
        if (variable is not IFieldSymbol)
        {
            foreach (var declaration in variable.DeclaringSyntaxReferences)
            {
                if (declaration.SyntaxTree == code.Syntax.SyntaxTree && code.Syntax.Span.Contains(declaration.Span))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether some lock may be held at the operation, by its function or by the callers of it.</summary>
    public bool IsGuarded(IOperation operation)
    {
        if (Enclosing.Locks(operation).Any())
        {
            return true;
        }

        if (operation.Parent is ILockOperation)
        {
            return false; // the lock itself is read before it is held
        }

        if (FunctionOf(operation) is not { } summary)
        {
            return true;
        }

        for (var current = operation; current is not (null or IBlockOperation); current = current.Parent)
        {
            if (summary.Holds?.MayHold(current).Count > 0)
            {
                return true;
            }
        }

        return !type.HeldAtEntry(summary).IsEmpty || TriesByExchange(Enclosing.Function(operation));
    }

    /// <summary>The summary of the function that an operation belongs to.</summary>
    public FunctionSummary? FunctionOf(IOperation operation)
    {
        var function = Enclosing.Function(operation);
        var symbol = function switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => (ISymbol?)type.Functions.FirstOrDefault(one => one.Tree == function)?.Function,
        };
        return symbol is null ? null : type.Find(symbol);
    }

    // A flag that one thread wins by Interlocked is a lock without the name.
    private static bool TriesByExchange(IOperation function) => function.Descendants().Any(static operation =>
        operation is IInvocationOperation { TargetMethod: { ContainingType.Name: "Interlocked", Name: "CompareExchange" or "Exchange" } });

    private static void Read(IOperation function, IOperation operation, Action<IOperation> visit)
    {
        foreach (var child in operation.ChildOperations)
        {
            switch (child)
            {
                case INameOfOperation or ILocalFunctionOperation:
                case IAnonymousFunctionOperation lambda when DelegateUses.Of(lambda).Kind != DelegateUseKind.Immediate:
                    continue;
            }

            visit(child);
            Read(function, child, visit);
        }
    }

    private static Dictionary<ISymbol, IOperation> LocalFunctionsOf(TypeSummary type)
    {
        var found = new Dictionary<ISymbol, IOperation>(SymbolEqualityComparer.Default);
        foreach (var function in type.Functions)
        {
            foreach (var operation in function.Tree?.Descendants() ?? [])
            {
                if (operation is ILocalFunctionOperation local)
                {
                    found[local.Symbol] = local;
                }
            }
        }

        return found;
    }

    private static ISymbol? Target(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: var method, Instance: null or IInstanceReferenceOperation } && CallTargets.IsCertain(method)
            ? CallTargets.Normal(method)
            : null;

    private VariableUse? UseOf(IOperation operation)
    {
        ISymbol? variable = operation switch
        {
            ILocalReferenceOperation { IsDeclaration: false } local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation { Field: { IsConst: false, IsVolatile: false } field, Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } => field,
            IPropertyReferenceOperation { Property: var property, Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } => FieldAccesses.Storage(property),
            _ => null,
        };
        if (variable is null or ILocalSymbol { RefKind: not RefKind.None } or ILocalSymbol { IsConst: true }
            || (variable is IFieldSymbol { IsStatic: true } && variable.GetAttributes().Any(static data => data.AttributeClass?.Name == "ThreadStaticAttribute")))
        {
            return null;
        }

        var (kind, step) = VariableUses.KindOf(operation, variable);
        return new(variable, operation, kind, kind is VariableUseKind.Other || IsGuarded(operation)) { Step = step };
    }
}
