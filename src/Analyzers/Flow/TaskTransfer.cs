using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Facts = System.Collections.Immutable.ImmutableHashSet<Unravel.Analyzers.Flow.TaskFact>;

namespace Unravel.Analyzers.Flow;

/// <summary>What each operation does to the facts about tasks.</summary>
/// <param name="observe">Gets every operation with the facts just before its own effect.</param>
internal sealed class TaskTransfer(
    ConcurrencyKnowledge knowledge,
    CompletedExpressions expressions,
    TaskBindings bindings,
    TaskConditions conditions,
    Action<IOperation, Facts>? observe = null)
    : IFlowDomain<Facts>
{
    public Facts? When(IOperation condition, bool value, Facts facts) => conditions.When(condition, value, facts);

    // A must-analysis: sets only shrink.
    public Facts Join(Facts one, Facts other) =>
        ReferenceEquals(one, other) || one.IsEmpty ? one : other.IsEmpty ? other : one.Intersect(other);

    public bool IsSame(Facts before, Facts joined) => before.Count == joined.Count;

    public Facts After(IOperation operation, Facts facts, Action<Facts> thrown)
    {
        if (operation is not IFlowAnonymousFunctionOperation)
        {
            foreach (var child in operation.ChildOperations)
            {
                facts = After(child, facts, thrown);
            }
        }

        observe?.Invoke(operation, facts);
        return Effect(operation, facts, thrown);
    }

    private Facts Effect(IOperation operation, Facts facts, Action<Facts> thrown)
    {
        // Most operations are of these kinds, and to test the types of one is dear.
        switch (operation.Kind)
        {
            case OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference
                or OperationKind.FieldReference or OperationKind.ExpressionStatement or OperationKind.FlowCaptureReference:
                return facts;
        }

        switch (operation)
        {
            case ISimpleAssignmentOperation assignment:
                return Write(assignment.Target, assignment.Value, facts);
            case IFlowCaptureOperation capture:
                return bindings.Bind(Place.OfCapture(capture.Id), capture.Value, facts);
            case IDeconstructionAssignmentOperation deconstruction:
                return ForgetTargets(deconstruction.Target, facts);
            case IAssignmentOperation assignment:
                return Forget(assignment.Target, facts);
            case IIncrementOrDecrementOperation step:
                return Forget(step.Target, facts);
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                return Forget(argument.Value, facts);
            case IAwaitOperation awaited:
                // An await that throws has seen its task complete too.
                facts = expressions.Complete(awaited.Operation, facts);
                thrown(facts);
                return facts;
            case IObjectCreationOperation { Constructor: { } constructor }:
                return Call(constructor, facts, thrown);
            case IPropertyReferenceOperation or IInvocationOperation when knowledge.Blocking.Find(operation) is { } blocking:
                facts = blocking.MayTimeOut ? facts : Waited(blocking, facts);
                thrown(facts);
                return facts;
            case IInvocationOperation call:
                return Invoke(call, facts, thrown);
            default:
                return facts;
        }
    }

    private Facts Waited(BlockingCall blocking, Facts facts) => blocking switch
    {
        { Kind: BlockingKind.WaitAll, Tasks: { } tasks } => expressions.CompleteAll(tasks, facts),
        { Task: { } task } => expressions.Complete(task, facts),
        _ => facts,
    };

    private Facts Invoke(IInvocationOperation call, Facts facts, Action<Facts> thrown)
    {
        var method = call.TargetMethod;
        var tasks = knowledge.Tasks;
        if (tasks.IsTask(method.ContainingType) || tasks.IsConfigured(method.ContainingType) || tasks.IsFactory(method.ContainingType))
        {
            return facts; // WhenAll, ConfigureAwait and their like change nothing and do not throw in practice
        }

        facts = Call(method, facts, thrown);
        if (Place.Of(call.Receiver()) is not { } receiver)
        {
            return facts;
        }

        if (tasks.IsSource(method.ContainingType) && method.Name is not "ToString"
            && method.ContainingType.GetMembers("Task").FirstOrDefault() is { } task)
        {
            return facts.Complete(receiver.Member(task)); // SetResult, TrySetException ... all of its methods complete it
        }

        if (CollectionMethods.IsAddition(method))
        {
            return bindings.Add(receiver, call, facts);
        }

        return CollectionMethods.IsRemoval(method) ? facts.ForgetElements(receiver) : facts;
    }

    private static Facts Call(IMethodSymbol method, Facts facts, Action<Facts> thrown)
    {
        facts = CollectionMethods.IsLibrary(method) ? facts : facts.ForgetShared();
        thrown(facts);
        return facts;
    }

    private Facts Write(IOperation target, IOperation value, Facts facts)
    {
        if (Place.Of(target) is { } place)
        {
            return bindings.Bind(place, value, facts);
        }

        var collection = target.Unwrapped() switch
        {
            IArrayElementReferenceOperation element => Place.Of(element.ArrayReference),
            IPropertyReferenceOperation { Arguments.Length: > 0 } indexer => Place.Of(indexer.Instance),
            _ => null,
        };
        return collection is null ? facts : facts.ForgetElements(collection);
    }

    private static Facts Forget(IOperation target, Facts facts) =>
        Place.Of(target) is { } place ? facts.Forget(place) : facts;

    private static Facts ForgetTargets(IOperation target, Facts facts) => target.Unwrapped() switch
    {
        ITupleOperation tuple => tuple.Elements.Aggregate(facts, (current, element) => ForgetTargets(element, current)),
        IDeclarationExpressionOperation declaration => ForgetTargets(declaration.Expression, facts),
        var other => Forget(other, facts),
    };
}
