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
            if (IsBody(block) && Known(context, block).TakesLocks)
            {
                _takesLocks = true;
            }
        }
    }

    /// <summary>Takes note of the bodies without reading them: somebody else may be at it, and by the end all are read.</summary>
    public void Note(OperationBlockAnalysisContext context)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (IsBody(block))
            {
                _ = Known(context, block);
            }
        }
    }

    /// <summary>Whether some body that was read takes or releases a lock. Each rule asks this of each type.</summary>
    public bool TakesLocks => _takesLocks;

    /// <summary>The same of all bodies that are known; reads those that were only noted.</summary>
    public bool TakesLocksAnywhere() => _takesLocks || _bodies.Values.Any(static body => body.TakesLocks);

    /// <summary>What the type does, once all of its bodies were read.</summary>
    public TypeSummary Summarize()
    {
        lock (_gate)
        {
            return _summary ??= new TypeSummary(
                _outermost,
                InSourceOrder().SelectMany(static body => body.Functions),
                _knowledge);
        }
    }

    // Attributes and default values are blocks too; top-level statements are a block that is a body. A constructor and its
    // initialiser are two blocks of one body.
    private static bool IsBody(IOperation block) =>
        block is IBlockOperation or IMethodBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation;

    private Body Known(in OperationBlockAnalysisContext context, IOperation block)
    {
        var root = Root(block);
        return _bodies.TryGetValue(root.Syntax, out var known) ? known : _bodies.GetOrAdd(root.Syntax, Unread(context, block, root));
    }

    // Without locks it is looked at only when somebody asks for the summary: most types take no lock after all.
    private Body Unread(OperationBlockAnalysisContext context, IOperation block, IOperation root) => MayLock(root.Syntax)
        ? new Body(mayLock: true, () => Functions(reader => reader.Read(context.OwningSymbol, context.GetControlFlowGraph(block))))
        : WithoutLocks(context.OwningSymbol, root);

    // Of its own, so that it does not keep the compiler's context.
    private Body WithoutLocks(ISymbol owner, IOperation root) =>
        new(mayLock: false, () => Functions(reader => reader.ReadWithoutLocks(owner, root)));

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

    /// <summary>What was read of a body. Who is cancelled while reading leaves it to the next one to come.</summary>
    private sealed class Body(bool mayLock, Func<List<FunctionSummary>> read)
    {
        private readonly object _gate = new();
        private Func<List<FunctionSummary>>? _read = read;
        private volatile List<FunctionSummary>? _functions;

        public bool TakesLocks => mayLock && Functions.Exists(static function => function.Steps.Count > 0);

        public List<FunctionSummary> Functions
        {
            get
            {
                if (_functions is { } known)
                {
                    return known;
                }

                lock (_gate)
                {
                    _functions ??= _read!();
                    _read = null; // it keeps the callback's context alive
                    return _functions;
                }
            }
        }
    }
}
