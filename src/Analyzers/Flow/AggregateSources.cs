using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Where an AggregateException can come from: a blocking wait, parallel loops, cancellation, a throw, or a method that we
/// cannot see into.
/// </summary>
internal static class AggregateSources
{
    /// <summary>The block awaits, and nothing in it is known or suspected to throw an AggregateException.</summary>
    public static bool OnlyAwaits(IBlockOperation block, ConcurrencyKnowledge knowledge, CancellationToken cancellation)
    {
        var awaits = false;
        var pending = new Stack<IOperation>([block]);
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            switch (operation)
            {
                case IThrowOperation or IDynamicInvocationOperation or IFunctionPointerInvocationOperation:
                case IPropertyReferenceOperation or IInvocationOperation when knowledge.Blocking.Find(operation) is not null:
                case IInvocationOperation call when MayThrow(call.TargetMethod, cancellation):
                    return false;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    continue;
                case IAwaitOperation:
                    awaits = true;
                    break;
            }

            foreach (var child in operation.ChildOperations)
            {
                pending.Push(child);
            }
        }

        return awaits;
    }

    private static bool MayThrow(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return true;
        }

        if (method.DeclaringSyntaxReferences is { Length: > 0 } declarations)
        {
            return declarations.Any(declaration => declaration.GetSyntax(cancellation).DescendantNodes().Any(IsSuspicious));
        }

        return !CollectionMethods.IsLibrary(method)
            || method.ContainingType.Name is "Parallel" or "ParallelEnumerable" or "CancellationTokenSource" or "Lazy" or "MethodBase" or "MethodInfo";
    }

    private static bool IsSuspicious(SyntaxNode node) =>
        node is SimpleNameSyntax
        {
            Identifier.ValueText: "AggregateException" or "Wait" or "WaitAll" or "Result" or "Cancel" or "CancelAsync" or "Parallel" or "Exception" or "AsParallel",
        };
}
