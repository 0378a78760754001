using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Running;

namespace Unravel.Analyzers;

/// <summary>What rules want to see of one type.</summary>
internal sealed class TypeSubscriptions(SymbolStartAnalysisContext context)
{
    private readonly BlockFanOut _blocks = new();
    private readonly FanOut<SymbolAnalysisContext> _ends = new();

    public INamedTypeSymbol Type { get; } = (INamedTypeSymbol)context.Symbol;

    public Compilation Compilation { get; } = context.Compilation;

    public AnalyzerOptions Options { get; } = context.Options;

    public CancellationToken CancellationToken { get; } = context.CancellationToken;

    public void RegisterOperationAction(Action<SeenOperation> action, params OperationKind[] kinds) => _blocks.Add(action, kinds);

    /// <inheritdoc cref="CompilationSubscriptions.RegisterOperationAction(Action{SeenOperation}, IReadOnlyCollection{string}, OperationKind[])"/>
    public void RegisterOperationAction(Action<SeenOperation> action, IReadOnlyCollection<string> members, params OperationKind[] kinds) =>
        _blocks.Add(action, kinds, members);

    /// <summary>Rules that share a reader register it once.</summary>
    public void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => _blocks.Add(action);

    public void RegisterTypeEndAction(Action<SymbolAnalysisContext> action) => _ends.Add(action);

    /// <summary>Registers for all rules.</summary>
    public void Register(SymbolStartAnalysisContext context)
    {
        _blocks.Register(context.RegisterOperationBlockAction);
        if (!_ends.IsEmpty)
        {
            context.RegisterSymbolEndAction(_ends.Run);
        }
    }
}
