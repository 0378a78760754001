using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers;

/// <summary>
/// An operation that the compiler shows to the rules. One object for all of them: the compiler's own context is a dozen fields
/// that are copied with each call, and what one rule finds out about the place others ask too.
/// </summary>
internal sealed class SeenOperation(OperationAnalysisContext context)
{
    private readonly OperationAnalysisContext _context = context;
    private FunctionContext? _function;
    private bool _hasFunction;

    public IOperation Operation { get; } = context.Operation;

    /// <summary>The member of a type that the operation is in.</summary>
    public ISymbol ContainingSymbol { get; } = context.ContainingSymbol;

    public Compilation Compilation => _context.Compilation;

    public AnalyzerOptions Options => _context.Options;

    public CancellationToken CancellationToken => _context.CancellationToken;

    public ControlFlowGraph GetControlFlowGraph() => _context.GetControlFlowGraph();

    public void ReportDiagnostic(Diagnostic diagnostic) => _context.ReportDiagnostic(diagnostic);

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
