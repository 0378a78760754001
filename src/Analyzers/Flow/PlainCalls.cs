using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>A call of one function of the compilation by another one.</summary>
internal readonly record struct PlainCall(IMethodSymbol Caller, IMethodSymbol Callee, SyntaxTree Tree, int Position) : IComparable<PlainCall>
{
    public int CompareTo(PlainCall other)
    {
        var result = string.CompareOrdinal(Tree.FilePath, other.Tree.FilePath);
        return result != 0 ? result : Position.CompareTo(other.Position);
    }
}

/// <summary>
/// Who calls whom in the compilation, whatever is held: the way between two types that take locks may lead through types that
/// take none. Collected from the callbacks of the compiler, from many threads.
/// </summary>
internal sealed class PlainCalls(ConcurrencyKnowledge knowledge)
{
    private readonly ConcurrentBag<PlainCall> _all = [];
    private readonly ConcurrentDictionary<ISymbol, bool> _escaping = new(SymbolEqualityComparer.Default);

    /// <summary>The calls, in no order.</summary>
    public IEnumerable<PlainCall> All => _all;

    /// <summary>Whether a call leads to the code of that very function, and the function is of the compilation.</summary>
    public static bool IsFollowed(IMethodSymbol method, IAssemblySymbol assembly) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, assembly)
        && method is { IsImplicitlyDeclared: false, ContainingType: { } type }
        && CallTargets.IsCertain(method)
        && SymbolEqualityComparer.Default.Equals(type, type.OriginalDefinition); // else static locks of another construction

    /// <summary>Whether the function becomes a delegate somewhere: not all of its calls are known.</summary>
    public bool IsHandedOut(ISymbol function) => _escaping.ContainsKey(function);

    /// <summary>Takes in one invocation, property reference, object creation or method reference.</summary>
    public void Read(SeenOperation context)
    {
        switch (context.Operation)
        {
            case IInvocationOperation call:
                Add(context, call.TargetMethod, call.Instance);
                break;
            case IObjectCreationOperation { Constructor: { } constructor }:
                Add(context, constructor, null);
                break;
            case IPropertyReferenceOperation { Property: { } property } reference when IsOfSource(property, context) && FieldAccesses.Storage(property) is null:
                AddAccessors(context, reference);
                break;
            case IMethodReferenceOperation { Method: { } method } when IsOfSource(method, context):
                _escaping.TryAdd(CallTargets.Normal(method), true);
                break;
        }
    }

    private static bool IsOfSource(ISymbol symbol, SeenOperation context) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, context.Compilation.Assembly);

    private void AddAccessors(SeenOperation context, IPropertyReferenceOperation reference) =>
        CallTargets.Of(reference, (accessor, instance) => Add(context, accessor, instance));

    // A lambda runs whenever its receiver likes; an iterator, and an async function that is not awaited, run after the call.
    private void Add(SeenOperation context, IMethodSymbol method, IOperation? instance)
    {
        if (IsFollowed(method, context.Compilation.Assembly)
            && context.Function(knowledge) is { Symbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } caller }
            && !FunctionReader.MayYield(method)
            && !FreshObjects.IsFresh(instance)
            && (!method.IsAsync || knowledge.Blocking.WaitsFor(context.Operation)))
        {
            _all.Add(new(CallTargets.Normal(caller), CallTargets.Normal(method), context.Operation.Syntax.SyntaxTree, context.Operation.Syntax.SpanStart));
        }
    }
}
