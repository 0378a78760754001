using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports Monitor.Pulse on an object on which a type waits for more than one condition.</summary>
public sealed class UNR4017PulseForOneAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.PulseForOne);

    public UNR4017PulseForOneAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var calls = knowledge.LockingCalls;
        TypeScope.Register<Facts>(
            context,
            static text => text.Has("Pulse"),
            (start, facts) => start.RegisterOperationAction(operation => Add((IInvocationOperation)operation.Operation, calls, facts), OperationKind.Invocation),
            Report);
    }

    private static void Add(IInvocationOperation call, LockingCalls calls, Facts facts)
    {
        if (!MonitorConditions.IsCondition(call, calls, out var target) || SymbolOf(target.Unwrapped()) is not { } symbol)
        {
            return;
        }

        if (call.TargetMethod.Name == "Pulse")
        {
            facts.Pulses.Add((symbol, call.Syntax, target.Syntax.InWords()));
        }
        else if (call.TargetMethod.Name == "Wait" && MonitorConditions.WaitedFor(call) is { } condition)
        {
            facts.Conditions.GetOrAdd(symbol, static _ => new(StringComparer.Ordinal))[condition.Syntax.ToString().Replace(" ", "").Replace("this.", "")] = true;
        }
    }

    private static ISymbol? SymbolOf(IOperation target) => target switch
    {
        IMemberReferenceOperation member => member.Member,
        IInstanceReferenceOperation self => self.Type,
        _ => null,
    };

    private static void Report(SymbolAnalysisContext context, Facts facts)
    {
        foreach (var (symbol, pulse, target) in facts.Pulses)
        {
            if (facts.Conditions.TryGetValue(symbol, out var conditions) && conditions.Count > 1)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_descriptor, pulse.GetLocation(), target, conditions.Count));
            }
        }
    }

    private sealed class Facts
    {
        public ConcurrentBag<(ISymbol Symbol, SyntaxNode Pulse, string Target)> Pulses { get; } = [];

        public ConcurrentDictionary<ISymbol, ConcurrentDictionary<string, bool>> Conditions { get; } = new(SymbolEqualityComparer.Default);
    }
}
