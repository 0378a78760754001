using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers;

/// <summary>
/// An operation that is shown to the rules. One object for all of them: the compiler's own context is a dozen fields
/// that are copied with each call, and what one rule finds out about the place others ask too. It is used again for the next
/// operation, so no rule may keep it: who does finds it empty.
/// </summary>
internal sealed class SeenOperation
{
    [ThreadStatic]
    private static SeenOperation? s_free;

    private OperationBlockAnalysisContext _context;
    private IOperation? _operation;
    private IOperation? _block;
    private FunctionContext? _function;
    private bool _hasFunction;

    private SeenOperation()
    {
    }

    public IOperation Operation => _operation!;

    /// <summary>The member of a type that the operation is in.</summary>
    public ISymbol ContainingSymbol => _context.OwningSymbol;

    public Compilation Compilation => _context.Compilation;

    public AnalyzerOptions Options => _context.Options;

    public CancellationToken CancellationToken => _context.CancellationToken;

    public ControlFlowGraph GetControlFlowGraph() => _context.GetControlFlowGraph(_block!);

    public void ReportDiagnostic(Diagnostic diagnostic) => _context.ReportDiagnostic(diagnostic);

    /// <summary>An object that shows the operations of some blocks, one after the other.</summary>
    public static SeenOperation Borrow(in OperationBlockAnalysisContext context)
    {
        var seen = s_free ?? new SeenOperation();
        s_free = null;
        seen._context = context;
        return seen;
    }

    /// <summary>It is empty from now on.</summary>
    public void GiveBack()
    {
        (_context, _operation, _block, _function) = (default, null, null, null);
        s_free = this;
    }

    /// <summary>Turns to another operation.</summary>
    /// <param name="block">The block of the context that it is in.</param>
    public void Show(IOperation operation, IOperation block) =>
        (_operation, _block, _function, _hasFunction) = (operation, block, null, false);

    /// <summary>The function around the operation; null when it is never executed.</summary>
    public FunctionContext? Function(ConcurrencyKnowledge knowledge)
    {
        if (!_hasFunction)
        {
            (_function, _hasFunction) = (knowledge.Context.Of(Operation, ContainingSymbol), true);
        }

        return _function;
    }
}
