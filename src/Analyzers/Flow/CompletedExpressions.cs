using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Facts = System.Collections.Immutable.ImmutableHashSet<Unravel.Analyzers.Flow.TaskFact>;

namespace Unravel.Analyzers.Flow;

/// <summary>Which expressions are a complete task, given what is known of the places they read.</summary>
internal sealed class CompletedExpressions(ConcurrencyKnowledge knowledge)
{
    private readonly TaskTypes _tasks = knowledge.Tasks;
    private readonly BlockingCalls _blocking = knowledge.Blocking;

    /// <summary>The task that an expression gives is complete.</summary>
    public bool IsCompleted(IOperation expression, Facts facts)
    {
        var task = _blocking.Source(expression);
        if (Place.Of(task) is { } place && facts.Has(TaskFactKind.Completed, place))
        {
            return true;
        }

        return task switch
        {
            IAwaitOperation awaited => GivesCompleted(awaited.Operation, facts),
            IArrayElementReferenceOperation { Indices.Length: 1 } element => IsElement(element.ArrayReference, element.Indices[0], facts),
            IPropertyReferenceOperation { Arguments.Length: 1, Instance: { } list } element => IsElement(list, element.Arguments[0].Value, facts),
            IPropertyReferenceOperation { Property.Name: "Current", Instance: { } enumerator } => AreCompleted(enumerator, facts),
            IPropertyReferenceOperation { Property.Name: "CompletedTask" } property => _tasks.IsTask(property.Property.ContainingType),
            IObjectCreationOperation creation => IsFinishedValueTask(creation) || (WrappedTask(creation) is { } wrapped && IsCompleted(wrapped, facts)),
            IInvocationOperation { TargetMethod: { Name: "As", ContainingType.Name: "Unsafe" }, Arguments: { Length: 1 } arguments } => IsCompleted(arguments[0].Value, facts), // a cast
            IDefaultValueOperation { Type.IsValueType: true } value => _tasks.IsTask(value.Type),
            IInvocationOperation call => IsCompletedCall(call, facts),
            _ => false,
        } || (_blocking.Find(task) is { Task: { } inner } && GivesCompleted(inner, facts));
    }

    /// <summary>All tasks in the collection that an expression gives are complete.</summary>
    public static bool AreCompleted(IOperation expression, Facts facts) => expression.Unwrapped() switch
    {
        IInvocationOperation call when CollectionMethods.IsCopyOrPart(call.TargetMethod) && call.Receiver() is { } source
            => AreCompleted(source, facts),
        IInvocationOperation { TargetMethod.Name: "GetEnumerator" } call when call.Receiver() is { } source => AreCompleted(source, facts),
        var other => facts.Has(TaskFactKind.AllCompleted, CollectionPlaces.Of(other)),
    };

    /// <summary>The result of the task that an expression gives is a complete task: the task came from WhenAny.</summary>
    public bool GivesCompleted(IOperation expression, Facts facts)
    {
        var task = _blocking.Source(expression);
        return IsStatic(task, "WhenAny") || facts.Has(TaskFactKind.GivesCompleted, Place.Of(task));
    }

    /// <summary>What is known once the task of an expression has completed.</summary>
    public Facts Complete(IOperation expression, Facts facts)
    {
        var task = _blocking.Source(expression);
        if (Place.Of(task) is { } place)
        {
            return facts.Complete(place);
        }

        return task switch
        {
            IInvocationOperation all when IsStatic(all, "WhenAll") => CompleteAll(all.Arguments[0], facts),
            IInvocationOperation any when IsStatic(any, "WhenAny") => CompleteAny(any, facts),
            IInvocationOperation { TargetMethod.Name: "ContinueWith", Instance: { } antecedent } => Complete(antecedent, facts),
            _ => facts,
        };
    }

    /// <summary>What is known once all tasks of an argument have completed.</summary>
    public Facts CompleteAll(IArgumentOperation argument, Facts facts)
    {
        foreach (var element in argument.SpreadElements())
        {
            facts = Complete(element, facts);
        }

        return CollectionPlaces.Of(argument.Value) is { } collection ? facts.CompleteAll(collection) : facts;
    }

    /// <summary>The call is of a static method of a task type.</summary>
    public bool IsStatic(IOperation operation, string method) =>
        operation is IInvocationOperation { TargetMethod: { IsStatic: true } target }
        && target.Name == method && _tasks.IsTask(target.ContainingType);

    // WhenAny of one task waits for that task; of several, for none in particular.
    private Facts CompleteAny(IInvocationOperation any, Facts facts) =>
        any.Arguments.Length == 1 && any.Arguments[0].SpreadElements() is { Length: 1 } elements ? Complete(elements[0], facts) : facts;

    private bool IsElement(IOperation collection, IOperation index, Facts facts)
    {
        if (AreCompleted(collection, facts) || facts.Has(TaskFactKind.AllCompleted, CollectionPlaces.OfValues(collection)))
        {
            return true;
        }

        if (Place.Of(collection) is not { } tasks)
        {
            return false;
        }

        // tasks[Task.WaitAny(tasks)], at once or by way of a local
        return facts.Has(TaskFactKind.IndexOfCompleted, Place.Of(index), tasks)
            || (_blocking.Find(index.Unwrapped()) is { Kind: BlockingKind.WaitAny, Tasks: { } waited } && tasks.Equals(Place.Of(waited.Value)));
    }

    private bool IsCompletedCall(IInvocationOperation call, Facts facts) =>
        IsStatic(call, "FromResult") || IsStatic(call, "FromException") || IsStatic(call, "FromCanceled")
        || AsyncSwitches.IsSwitchedOff(call)
        || CompletedMethods.IsOne(call.TargetMethod)
        || (CollectionMethods.IsElement(call.TargetMethod) && call.Receiver() is { } source && AreCompleted(source, facts));

    // new ValueTask<T>(task)
    private IOperation? WrappedTask(IObjectCreationOperation creation) =>
        creation is { Type.IsValueType: true, Arguments: { Length: 1 } arguments } && _tasks.IsTask(creation.Type) && arguments[0].Parameter?.Name == "task" ? arguments[0].Value : null;

    private bool IsFinishedValueTask(IObjectCreationOperation creation) =>
        creation.Type is { IsValueType: true } && _tasks.IsTask(creation.Type)
        && creation.Arguments.All(argument => argument.Parameter?.Name == "result");
}
