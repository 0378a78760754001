using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Running;

namespace Unravel.Analyzers;

/// <summary>
/// An operation that the compiler shows to the rules. One object for all of them: the compiler's own context is a dozen fields
/// that are copied with each call, and what one rule finds out about the place others ask too. It is used again for the next
/// operation, so no rule may keep it: who does finds it empty.
/// </summary>
internal sealed class SeenOperation
{
    [ThreadStatic]
    private static SeenOperation? s_free;

    private OperationAnalysisContext _context;
    private FunctionContext? _function;
    private bool _hasFunction;

    private SeenOperation()
    {
    }

    public IOperation Operation => _context.Operation;

    /// <summary>The member of a type that the operation is in.</summary>
    public ISymbol ContainingSymbol => _context.ContainingSymbol;

    public Compilation Compilation => _context.Compilation;

    public AnalyzerOptions Options => _context.Options;

    public CancellationToken CancellationToken => _context.CancellationToken;

    public ControlFlowGraph GetControlFlowGraph() => _context.GetControlFlowGraph();

    public void ReportDiagnostic(Diagnostic diagnostic) => _context.ReportDiagnostic(diagnostic);

    /// <summary>Shows the operation to all of the actions.</summary>
    public static void Show(in OperationAnalysisContext context, FanOut<SeenOperation> actions)
    {
        var seen = s_free ?? new SeenOperation();
        s_free = null;
        seen._context = context;
        seen._hasFunction = false;
        try
        {
            actions.Run(seen);
        }
        finally
        {
            (seen._context, seen._function) = (default, null);
            s_free = seen;
        }
    }

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
