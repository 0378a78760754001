using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports a question to a shared concurrent collection and an act that relies on the answer, in two calls.</summary>
public sealed class UNR5011CheckThenActAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.CheckThenAct);

    public UNR5011CheckThenActAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.ConcurrentCollections.Dictionary is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        UnlockedReports.Register(
            context,
            knowledge.LockingCalls,
            static text => text.Has("Concurrent"),
            operation => operation.Operation is IConditionalOperation ? CheckChoice(operation, knowledge) : CheckUpdate(operation, knowledge),
            OperationKind.Conditional, OperationKind.Increment, OperationKind.Decrement, OperationKind.CompoundAssignment, OperationKind.SimpleAssignment);
    }

    // d[k]++, d[k] += 1, d[k] = d[k] + 1: reads, and writes afterwards.
    private static Diagnostic? CheckUpdate(SeenOperation context, ConcurrencyKnowledge knowledge) =>
        UpdatedIn(context.Operation, knowledge.ConcurrentCollections) is { } collection && !IsExempt(context, knowledge)
            ? Diagnostic.Create(s_descriptor, context.Operation.Syntax.GetLocation(), context.Operation.Syntax.InWords(), collection.Syntax.InWords())
            : null;

    // The shared dictionary of which the operation reads and writes one element; null for any other operation.
    private static IOperation? UpdatedIn(IOperation? operation, ConcurrentCollections collections)
    {
        var (target, value) = operation switch
        {
            IIncrementOrDecrementOperation change => (change.Target, null),
            IAssignmentOperation change => (change.Target, change is ISimpleAssignmentOperation ? change.Value : null),
            _ => default,
        };
        return target is IPropertyReferenceOperation { Property.IsIndexer: true } element
            && Questions.SharedCollection(element.Instance, collections) is { } collection
            && collections.IsDictionary(collection.Type)
            && (value is null || value.DescendantsAndSelf().Any(read => read is IPropertyReferenceOperation other && IsSameElement(other, element)))
                ? collection
                : null;
    }

    private static Diagnostic? CheckChoice(SeenOperation context, ConcurrencyKnowledge knowledge)
    {
        var choice = (IConditionalOperation)context.Operation;
        if (Questions.In(choice.Condition, knowledge.ConcurrentCollections) is not { } question || IsExempt(context, knowledge))
        {
            return null;
        }

        foreach (var operation in Questions.Reach(choice))
        {
            if (question.IsActedOnBy(operation))
            {
                if (UpdatedIn(operation.Parent, knowledge.ConcurrentCollections) is not null)
                {
                    return null; // reported by itself
                }

                if (FillsCacheOfValues(operation))
                {
                    continue;
                }

                return Diagnostic.Create(
                    s_descriptor, operation.Syntax.GetLocation(), [question.Call.Syntax.GetLocation()], operation.Syntax.InWords(), question.Collection.Syntax.InWords());
            }
        }

        return null;
    }

    // A value that two threads make is the same value, and TryAdd leaves the first one there. Of an object it would matter which.
    private static bool FillsCacheOfValues(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "TryAdd", Instance.Type: INamedTypeSymbol { TypeArguments: { Length: 2 } types } }
        && (types[1].IsValueType || types[1].SpecialType == SpecialType.System_String);

    private static bool IsExempt(SeenOperation context, ConcurrencyKnowledge knowledge) =>
        Enclosing.IsInConstruction(context.Operation, context.ContainingSymbol) || Enclosing.MayBeUnderLock(context.Operation, knowledge.LockingCalls);

    private static bool IsSameElement(IPropertyReferenceOperation one, IPropertyReferenceOperation other) =>
        one.Property.IsIndexer && one.Syntax.ToString() == other.Syntax.ToString();
}
