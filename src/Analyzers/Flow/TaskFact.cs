using System.Collections.Immutable;

namespace Unravel.Analyzers.Flow;

internal enum TaskFactKind
{
    /// <summary>The task in A is complete.</summary>
    Completed,

    /// <summary>Every task in the collection A is complete.</summary>
    AllCompleted,

    /// <summary>When the task in A completes, the task in B is complete.</summary>
    Implies,

    /// <summary>When the task in A completes, every task in the collection B is complete.</summary>
    ImpliesAll,

    /// <summary>The collection A has the task B among its elements.</summary>
    Contains,

    /// <summary>The result of the task in A is a task that is complete: A came from WhenAny.</summary>
    GivesCompleted,

    /// <summary>The Boolean in A is true only when the task in B is complete.</summary>
    TrueWhenCompleted,

    /// <summary>The number in A is the index of a complete task in the collection B.</summary>
    IndexOfCompleted,

    /// <summary>The value in A is the status that the task in B had.</summary>
    StatusOf,

    /// <summary>This is the synchronous branch of a body that serves both worlds; A is the switch.</summary>
    SwitchedToSync,
}

internal readonly record struct TaskFact(TaskFactKind Kind, Place A, Place? B = null);

/// <summary>Steps on sets of facts.</summary>
internal static class TaskFacts
{
    public static ImmutableHashSet<TaskFact> None { get; } = ImmutableHashSet<TaskFact>.Empty;

    public static bool Has(this ImmutableHashSet<TaskFact> facts, TaskFactKind kind, Place? a, Place? b = null) =>
        a is not null && facts.Contains(new TaskFact(kind, a, b));

    /// <summary>The task in a place is complete, and with it all that this implies.</summary>
    public static ImmutableHashSet<TaskFact> Complete(this ImmutableHashSet<TaskFact> facts, Place task)
    {
        var fact = new TaskFact(TaskFactKind.Completed, task);
        if (facts.Contains(fact))
        {
            return facts;
        }

        var before = facts;
        facts = facts.Add(fact);
        foreach (var known in before)
        {
            if (known.B is { } other && known.A.Equals(task))
            {
                facts = known.Kind switch
                {
                    TaskFactKind.Implies => facts.Complete(other),
                    TaskFactKind.ImpliesAll => facts.CompleteAll(other),
                    _ => facts,
                };
            }
        }

        return facts;
    }

    /// <summary>All tasks of a collection are complete.</summary>
    public static ImmutableHashSet<TaskFact> CompleteAll(this ImmutableHashSet<TaskFact> facts, Place collection)
    {
        var result = facts.Add(new TaskFact(TaskFactKind.AllCompleted, collection));
        foreach (var known in facts)
        {
            if (known is { Kind: TaskFactKind.Contains, B: { } element } && known.A.Equals(collection))
            {
                result = result.Complete(element);
            }
        }

        return result;
    }

    /// <summary>
    /// An element is taken from a collection: the members that are complete in all elements are complete in it.
    /// </summary>
    public static IEnumerable<TaskFact> OfElement(this ImmutableHashSet<TaskFact> facts, Place element, Place collection) =>
        facts.Where(fact => fact.Kind == TaskFactKind.AllCompleted)
            .Select(fact => fact.A.MovedFrom(collection, element)).OfType<Place>()
            .Select(member => new TaskFact(TaskFactKind.Completed, member));

    /// <summary>A place gets another value: nothing said of it holds any more.</summary>
    public static ImmutableHashSet<TaskFact> Forget(this ImmutableHashSet<TaskFact> facts, Place place) =>
        facts.IsEmpty ? facts : facts.Except(facts.Where(fact => fact.A.IsWithin(place) || (fact.B?.IsWithin(place) ?? false)));

    /// <summary>Code that we do not see runs: what it can change is unknown again.</summary>
    public static ImmutableHashSet<TaskFact> ForgetShared(this ImmutableHashSet<TaskFact> facts) =>
        facts.IsEmpty ? facts : facts.Except(facts.Where(fact => fact.A.IsShared || fact.B is { IsShared: true }));

    /// <summary>A collection gets other elements.</summary>
    public static ImmutableHashSet<TaskFact> ForgetElements(this ImmutableHashSet<TaskFact> facts, Place collection) =>
        facts.IsEmpty ? facts : facts.Except(facts.Where(fact =>
            (fact.Kind is TaskFactKind.AllCompleted or TaskFactKind.Contains && fact.A.IsWithin(collection))
            || (fact.Kind is TaskFactKind.ImpliesAll or TaskFactKind.IndexOfCompleted && collection.Equals(fact.B))));
}
