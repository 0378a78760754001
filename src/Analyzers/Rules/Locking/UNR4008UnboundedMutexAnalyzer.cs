using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports semaphores of one place without a maximum, in types that take and give back that place.</summary>
public sealed class UNR4008UnboundedMutexAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.UnboundedMutex);

    public UNR4008UnboundedMutexAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.LockingCalls.SemaphoreSlim is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var calls = knowledge.LockingCalls;
        TypeScope.Register<Facts>(
            context,
            static text => text.Has("SemaphoreSlim"),
            (start, facts) =>
            {
                start.RegisterOperationAction(operation => AddCreation((IObjectCreationOperation)operation.Operation, calls, facts), OperationKind.ObjectCreation);
                start.RegisterOperationAction(operation => AddCall((IInvocationOperation)operation.Operation, calls, facts), OperationKind.Invocation);
            },
            Report);
    }

    private static void AddCreation(IObjectCreationOperation creation, LockingCalls calls, Facts facts)
    {
        if (SymbolEqualityComparer.Default.Equals(creation.Type, calls.SemaphoreSlim)
            && creation.Arguments.Length == 1
            && creation.Arguments[0].Value.ConstantValue is { HasValue: true, Value: 1 }
            && KeptIn(creation) is { } symbol)
        {
            facts.Created.Add((symbol, creation.Syntax));
        }
    }

    private static void AddCall(IInvocationOperation call, LockingCalls calls, Facts facts)
    {
        if (calls.Classify(call) is not { Verb: not LockingVerb.None, Target: { } target } found || SymbolOf(target) is not { } symbol)
        {
            return;
        }

        if (found.Verb != LockingVerb.Release)
        {
            facts.Taken[symbol] = true;
        }
        else if (call.Arguments.Length == 0)
        {
            facts.Released[symbol] = true;
        }
        else
        {
            facts.Counted[symbol] = true; // Release(n) is a semaphore of several places that starts with one
        }
    }

    private static ISymbol? KeptIn(IObjectCreationOperation creation)
    {
        IOperation value = creation;
        while (value.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IFieldInitializerOperation { InitializedFields: { Length: > 0 } fields } => fields[0],
            IPropertyInitializerOperation { InitializedProperties: { Length: > 0 } properties } => properties[0],
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            IAssignmentOperation assignment => SymbolOf(assignment.Target),
            _ => null,
        };
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        IMemberReferenceOperation member => member.Member,
        ILocalReferenceOperation local => local.Local,
        _ => null,
    };

    private static void Report(SymbolAnalysisContext context, Facts facts)
    {
        foreach (var (symbol, creation) in facts.Created)
        {
            if (facts.Taken.ContainsKey(symbol) && facts.Released.ContainsKey(symbol) && !facts.Counted.ContainsKey(symbol))
            {
                context.ReportDiagnostic(Diagnostic.Create(s_descriptor, creation.GetLocation(), symbol.Name));
            }
        }
    }

    private sealed class Facts
    {
        public ConcurrentBag<(ISymbol Symbol, SyntaxNode Creation)> Created { get; } = [];

        public ConcurrentDictionary<ISymbol, bool> Taken { get; } = new(SymbolEqualityComparer.Default);

        public ConcurrentDictionary<ISymbol, bool> Released { get; } = new(SymbolEqualityComparer.Default);

        public ConcurrentDictionary<ISymbol, bool> Counted { get; } = new(SymbolEqualityComparer.Default);
    }
}
