using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Running;

namespace Unravel.Analyzers;

/// <summary>
/// What rules want to see of one compilation. The compiler is asked for each kind of event once, however many rules there are.
/// </summary>
internal sealed class CompilationSubscriptions(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
{
    private readonly BlockFanOut _blocks = new();
    private readonly FanOut<CompilationAnalysisContext> _ends = new();
    private readonly Dictionary<SymbolKind, FanOut<SymbolAnalysisContext>> _symbols = [];
    private readonly List<Action<TypeSubscriptions>> _typeStarts = [];

    public Compilation Compilation { get; } = compilation;

    public AnalyzerOptions Options { get; } = options;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public void RegisterOperationAction(Action<SeenOperation> action, params OperationKind[] kinds) => _blocks.Add(action, kinds);

    /// <summary>For a rule that knows the members that it is about.</summary>
    /// <param name="members">Names of methods and properties: of invocations and property references only these are shown.</param>
    public void RegisterOperationAction(Action<SeenOperation> action, IReadOnlyCollection<string> members, params OperationKind[] kinds) =>
        _blocks.Add(action, kinds, members);

    public void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => _blocks.Add(action);

    public void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => _ends.Add(action);

    public void RegisterSymbolAction(Action<SymbolAnalysisContext> action, params SymbolKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            if (!_symbols.TryGetValue(kind, out var actions))
            {
                _symbols[kind] = actions = new();
            }

            actions.Add(action);
        }
    }

    /// <summary>For each type, nested ones too: the action may subscribe to what is in it.</summary>
    public void RegisterTypeStartAction(Action<TypeSubscriptions> action) => _typeStarts.Add(action);

    /// <summary>Registers for all rules.</summary>
    public void Register(CompilationStartAnalysisContext context)
    {
        _blocks.Register(context.RegisterOperationBlockAction);
        foreach (var symbols in _symbols)
        {
            context.RegisterSymbolAction(symbols.Value.Run, symbols.Key);
        }

        if (_typeStarts.Count > 0)
        {
            context.RegisterSymbolStartAction(StartType, SymbolKind.NamedType);
        }

        if (!_ends.IsEmpty)
        {
            context.RegisterCompilationEndAction(_ends.Run);
        }
    }

    private void StartType(SymbolStartAnalysisContext context)
    {
        var subscriptions = new TypeSubscriptions(context);
        foreach (var start in _typeStarts)
        {
            start(subscriptions);
        }

        subscriptions.Register(context);
    }
}
