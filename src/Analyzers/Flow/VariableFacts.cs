using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// What can be said of the locals and parameters of a member without a flow analysis: the only value a local ever has,
/// and whether nested functions share it. Lambdas and local functions of the member are included.
/// </summary>
internal sealed class VariableFacts
{
    private static readonly ConditionalWeakTable<IOperation, VariableFacts> s_byBody = new();

    private readonly Dictionary<ISymbol, IOperation> _initial = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _shared = new(SymbolEqualityComparer.Default);

    private VariableFacts(IOperation body) => Scan(body, function: null);

    public static VariableFacts Of(ControlFlowGraph graph)
    {
        while (graph.Parent is { } parent)
        {
            graph = parent;
        }

        return s_byBody.GetValue(graph.OriginalOperation, static body => new VariableFacts(body));
    }

    /// <summary>The facts of the body that an operation is in, where there is no graph.</summary>
    public static VariableFacts Around(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return s_byBody.GetValue(operation, static body => new VariableFacts(body));
    }

    /// <summary>The value a local is declared with, when it is never given another.</summary>
    public IOperation? OnlyValue(ILocalSymbol local) =>
        !_written.Contains(local) && _initial.TryGetValue(local, out var value) ? value : null;

    public bool IsReassigned(ISymbol variable) => _written.Contains(variable);

    /// <summary>Whether a lambda or local function uses a variable of the function around it.</summary>
    public bool IsShared(ISymbol variable) => _shared.Contains(variable);

    private void Scan(IOperation operation, IMethodSymbol? function)
    {
        switch (operation)
        {
            case IAnonymousFunctionOperation lambda:
                function = lambda.Symbol;
                break;
            case ILocalFunctionOperation local:
                function = local.Symbol;
                break;
            case IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } local } declarator
                when (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer:
                _initial[local] = initializer.Value;
                break;
            case ILocalReferenceOperation { Local: var local } reference:
                Use(local, reference, function);
                break;
            case IParameterReferenceOperation { Parameter: var parameter } reference:
                Use(parameter, reference, function);
                break;
        }

        foreach (var child in operation.ChildOperations)
        {
            Scan(child, function);
        }
    }

    private void Use(ISymbol variable, IOperation reference, IMethodSymbol? function)
    {
        if (Accesses.Writes(reference))
        {
            _written.Add(variable);
        }

        if (function is not null && !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, function))
        {
            _shared.Add(variable);
        }
    }
}
