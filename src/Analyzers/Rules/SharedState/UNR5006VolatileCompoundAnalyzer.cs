using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports operations that read and write a volatile field, outside of locks.</summary>
public sealed class UNR5006VolatileCompoundAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.VolatileCompound);

    public UNR5006VolatileCompoundAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var calls = knowledge.LockingCalls;
        TypeScope.Register<Facts>(
            context,
            static text => text.Has("volatile"),
            (start, facts) =>
            {
                start.RegisterOperationAction(operation => facts.Sites.Add(operation.Operation, operation.ContainingSymbol, calls), OperationKind.Invocation, OperationKind.MethodReference);
                start.RegisterOperationAction(
                    operation =>
                    {
                        if (VolatileTarget(operation.Operation) is { } field
                            && !Enclosing.IsInConstruction(operation.Operation, operation.ContainingSymbol)
                            && !Enclosing.MayBeUnderLock(operation.Operation, calls))
                        {
                            facts.Suspects.Add((operation.Operation.Syntax, field, operation.ContainingSymbol));
                        }
                    },
                    OperationKind.Increment,
                    OperationKind.Decrement,
                    OperationKind.CompoundAssignment,
                    OperationKind.CoalesceAssignment,
                    OperationKind.SimpleAssignment);
            },
            Report);
    }

    private static IFieldSymbol? VolatileTarget(IOperation operation)
    {
        var target = operation switch
        {
            IIncrementOrDecrementOperation change => change.Target,
            ICompoundAssignmentOperation change => change.Target,
            ICoalesceAssignmentOperation change => change.Target,
            ISimpleAssignmentOperation { Value: var value } assignment when value.Unwrapped() is IBinaryOperation sum && ReadsSame(sum, assignment.Target) => assignment.Target,
            _ => null,
        };
        return target is IFieldReferenceOperation { Field: { IsVolatile: true } field } ? field : null;
    }

    // x = x + 1, x = 1 + x
    private static bool ReadsSame(IBinaryOperation sum, IOperation target) =>
        Place.Of(target) is { } place && (place.Equals(Place.Of(sum.LeftOperand)) || place.Equals(Place.Of(sum.RightOperand)));

    private static void Report(SymbolAnalysisContext context, Facts facts)
    {
        foreach (var (at, field, member) in facts.Suspects)
        {
            if (!facts.Sites.MayBeUnderLock(member.OriginalDefinition))
            {
                context.ReportDiagnostic(Diagnostic.Create(s_descriptor, at.GetLocation(), at.InWords(), field.Name));
            }
        }
    }

    private sealed class Facts
    {
        public CallSites Sites { get; } = new();

        public ConcurrentBag<(SyntaxNode At, IFieldSymbol Field, ISymbol Member)> Suspects { get; } = [];
    }
}
