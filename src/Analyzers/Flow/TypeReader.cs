using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Collects the bodies of one outermost type as the compiler hands them out, from many threads, in any order, and to every
/// rule again. All rules share one reader: a body is read once, and who comes second waits for that.
/// </summary>
internal sealed class TypeReader
{
    private static readonly ConditionalWeakTable<INamedTypeSymbol, TypeReader> s_byType = new();

    private readonly ConcurrentDictionary<SyntaxNode, Body> _bodies = new();
    private readonly ConcurrencyKnowledge _knowledge;
    private readonly INamedTypeSymbol _outermost;
    private readonly object _gate = new();
    private readonly Lazy<bool> _declaresSteps; // by attribute, so that the text of a call does not show it
    private volatile bool _takesLocks;
    private TypeSummary? _summary;

    private TypeReader(ConcurrencyKnowledge knowledge, INamedTypeSymbol outermost)
    {
        (_knowledge, _outermost) = (knowledge, outermost);
        _declaresSteps = new(() => outermost.GetMembers().Any(static member =>
            GuardAttributes.Has(member, DeclaredGuards.AcquiresLock) || GuardAttributes.Has(member, DeclaredGuards.ReleasesLock)));
    }

    /// <summary>The reader that all rules share; a symbol belongs to one compilation, and so does its reader.</summary>
    public static TypeReader For(INamedTypeSymbol outermost, ConcurrencyKnowledge knowledge) =>
        s_byType.GetValue(outermost, type => new TypeReader(knowledge, type));

    public void Read(OperationBlockAnalysisContext context)
    {
        foreach (var block in context.OperationBlocks)
        {
            // Attributes and default values are blocks too; top-level statements are a block that is a body. A constructor
            // and its initialiser are two blocks of one body.
            if (block is IBlockOperation or IMethodBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation)
            {
                Read(context.OwningSymbol, Root(block), () => context.GetControlFlowGraph(block));
            }
        }
    }

    /// <summary>Whether some body that was read takes or releases a lock.</summary>
    public bool TakesLocks => _takesLocks;

    /// <summary>What the type does, once all of its bodies were read.</summary>
    public TypeSummary Summarize()
    {
        lock (_gate)
        {
            return _summary ??= new TypeSummary(
                _outermost,
                InSourceOrder().SelectMany(static body => body.Functions.Value),
                _knowledge);
        }
    }

    private void Read(ISymbol owner, IOperation body, Func<ControlFlowGraph> graph)
    {
        if (!_bodies.TryGetValue(body.Syntax, out var read))
        {
            // Without locks it is looked at only when somebody asks for the summary: most types take no lock after all.
            read = _bodies.GetOrAdd(body.Syntax, MayLock(body.Syntax)
                ? new Body(MayLock: true, new(() => Functions(reader => reader.Read(owner, graph()))))
                : new Body(MayLock: false, new(() => Functions(reader => reader.ReadWithoutLocks(owner, body)))));
        }

        if (!read.MayLock)
        {
            return;
        }

        try
        {
            if (read.Functions.Value.Exists(static function => function.Steps.Count > 0))
            {
                _takesLocks = true;
            }
        }
        catch
        {
            // Cancelled: the next one to come reads it again.
            _bodies.TryRemove(body.Syntax, out _);
            throw;
        }
    }

    private bool MayLock(SyntaxNode body) =>
        _declaresSteps.Value || LockText.MayLock(CodeText.Of(body));

    private List<FunctionSummary> Functions(Action<FunctionReader> read)
    {
        var functions = new List<FunctionSummary>();
        read(new FunctionReader(_knowledge, _outermost, functions.Add));
        return functions;
    }

    // The dictionary has no order, and messages must not depend on which thread was first.
    private IEnumerable<Body> InSourceOrder() => _bodies
        .OrderBy(static body => body.Key.SyntaxTree.FilePath, StringComparer.Ordinal)
        .ThenBy(static body => body.Key.SpanStart)
        .Select(static body => body.Value);

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private sealed record Body(bool MayLock, Lazy<List<FunctionSummary>> Functions);
}
