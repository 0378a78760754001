using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Collects the bodies of one outermost type as the compiler hands them out, from many threads and in any order. Bodies
/// that take locks are read at once; the others are only looked at when the type takes two locks at least.
/// </summary>
internal sealed class TypeReader
{
    private readonly ConcurrentBag<FunctionSummary> _functions = [];
    private readonly ConcurrentBag<(ISymbol Owner, IOperation Body)> _withoutLocks = [];
    private readonly FunctionReader _reader;

    public TypeReader(LockTypes types, INamedTypeSymbol outermost) => _reader = new(types, outermost, _functions.Add);

    public void Read(OperationBlockAnalysisContext context)
    {
        IOperation? seen = null;
        foreach (var block in context.OperationBlocks)
        {
            // Attributes and default values are blocks too; top-level statements are a block that is a body. A constructor
            // and its initialiser are two blocks of one body.
            if (block is not (IBlockOperation or IMethodBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation) || Root(block) == seen)
            {
                continue;
            }

            seen = Root(block);
            if (LockText.MayLock(seen.Syntax.ToString()))
            {
                _reader.Read(context.OwningSymbol, context.GetControlFlowGraph(block));
            }
            else
            {
                _withoutLocks.Add((context.OwningSymbol, seen));
            }
        }
    }

    /// <summary>What the type does, once all of its bodies are read; null when it has no two locks to confuse.</summary>
    public TypeSummary? Summarize()
    {
        if (_functions.SelectMany(function => function.Acquisitions).Select(taken => taken.Lock).Distinct().Take(2).Count() < 2)
        {
            return null;
        }

        foreach (var (owner, body) in _withoutLocks)
        {
            _reader.ReadWithoutLocks(owner, body);
        }

        return new TypeSummary(_functions.OrderBy(static function => function, Comparer<FunctionSummary>.Create(CompareSource)));
    }

    // The bag has no order, and messages must not depend on which thread was first.
    private static int CompareSource(FunctionSummary left, FunctionSummary right)
    {
        var (one, other) = (left.Function.Locations.FirstOrDefault(), right.Function.Locations.FirstOrDefault());
        var files = string.CompareOrdinal(one?.SourceTree?.FilePath, other?.SourceTree?.FilePath);
        return files != 0 ? files : (one?.SourceSpan.Start ?? 0).CompareTo(other?.SourceSpan.Start ?? 0);
    }

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
