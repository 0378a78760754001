using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Facts = System.Collections.Immutable.ImmutableHashSet<Unravel.Analyzers.Flow.TaskFact>;

namespace Unravel.Analyzers.Flow;

/// <summary>What is known of a place once it got a value.</summary>
internal sealed class TaskBindings(ConcurrencyKnowledge knowledge, CompletedExpressions expressions, TaskConditions conditions)
{
    public Facts Bind(Place place, IOperation value, Facts facts)
    {
        if (CannotTell(value.Type))
        {
            return facts.Forget(place);
        }

        // Judged with the facts from before the write: in t = t.Next the right side is the old t.
        var learned = About(place, value, facts).ToArray();
        return learned.Length == 0 ? facts.Forget(place)
            : facts.Forget(place).Union(learned.Where(fact => fact.B is null || fact.A.IsWithin(place) != fact.B.IsWithin(place)));
    }

    // Texts and most numbers say nothing of tasks. A Boolean may (IsCompleted), and so may an int (Task.WaitAny).
    private static bool CannotTell(ITypeSymbol? type) => type?.SpecialType is
        SpecialType.System_String or SpecialType.System_Char or SpecialType.System_DateTime
        or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_UInt32
        or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;

    /// <summary>A collection gets one more element, or several.</summary>
    public Facts Add(Place collection, IInvocationOperation addition, Facts facts)
    {
        var added = addition.Arguments.LastOrDefault()?.Value;
        if (added is not null && expressions.IsCompleted(added, facts))
        {
            return facts;
        }

        facts = facts.Except(facts.Where(fact =>
            (fact.Kind == TaskFactKind.AllCompleted && fact.A.IsWithin(collection))
            || (fact.Kind == TaskFactKind.ImpliesAll && fact.B!.IsWithin(collection))));
        return Place.Of(added) is { } element ? facts.Add(new TaskFact(TaskFactKind.Contains, collection, element)) : facts;
    }

    private IEnumerable<TaskFact> About(Place place, IOperation value, Facts facts)
    {
        if (value.Type?.SpecialType == SpecialType.System_Boolean)
        {
            return conditions.CompletedWhenTrue(value, facts).Select(task => new TaskFact(TaskFactKind.TrueWhenCompleted, place, task));
        }

        var learned = new List<TaskFact>();
        if (expressions.IsCompleted(value, facts))
        {
            learned.Add(new(TaskFactKind.Completed, place));
        }

        if (CompletedExpressions.AreCompleted(value, facts))
        {
            learned.Add(new(TaskFactKind.AllCompleted, place));
        }

        if (value.Unwrapped() is IPropertyReferenceOperation { Property.Name: "Status", Instance: { } asked } && Place.Of(asked) is { } observed)
        {
            learned.Add(new(TaskFactKind.StatusOf, place, observed));
        }

        learned.AddRange(OfElements(place, value.Unwrapped(), facts));

        var source = knowledge.Blocking.Source(value);
        if (Place.Of(source) is { } other)
        {
            learned.Add(new(TaskFactKind.Implies, place, other));
            learned.Add(new(TaskFactKind.Implies, other, place));
            learned.AddRange(facts.Where(fact => fact.A.Equals(other)).Select(fact => fact with { A = place }));
        }
        else if (source is IInvocationOperation { TargetMethod.Name: "WhenAny" or "WaitAny" or "ContinueWith" or "WhenAll" } call)
        {
            learned.AddRange(OfCall(place, call));
        }

        learned.AddRange(source.ListedElements().Select(Place.Of).OfType<Place>().Select(element => new TaskFact(TaskFactKind.Contains, place, element)));
        return learned;
    }

    // An enumerator knows of the elements what their collection knows; its current element has it.
    private static IEnumerable<TaskFact> OfElements(Place place, IOperation value, Facts facts) => value switch
    {
        IInvocationOperation { TargetMethod.Name: "GetEnumerator" } call when call.Receiver() is { } source && CollectionPlaces.Of(source) is { } collection =>
            facts.Where(fact => fact.Kind == TaskFactKind.AllCompleted).Select(fact => fact.A.MovedFrom(collection, place)).OfType<Place>()
                .Select(member => new TaskFact(TaskFactKind.AllCompleted, member)),
        IPropertyReferenceOperation { Property.Name: "Current", Instance: { } enumerator } when Place.Of(enumerator) is { } collection =>
            facts.OfElement(place, collection),
        _ => [],
    };

    private IEnumerable<TaskFact> OfCall(Place place, IInvocationOperation call)
    {
        if (expressions.IsStatic(call, "WhenAny"))
        {
            yield return new(TaskFactKind.GivesCompleted, place);
        }
        else if (knowledge.Blocking.Find(call) is { Kind: BlockingKind.WaitAny, MayTimeOut: false, Tasks: { } waited })
        {
            if (Place.Of(waited.Value) is { } tasks)
            {
                yield return new(TaskFactKind.IndexOfCompleted, place, tasks);
            }
        }
        else if (call is { TargetMethod.Name: "ContinueWith", Instance: { } antecedent })
        {
            if (Place.Of(knowledge.Blocking.Source(antecedent)) is { } task)
            {
                yield return new(TaskFactKind.Implies, place, task);
            }
        }
        else if (expressions.IsStatic(call, "WhenAll"))
        {
            // What completing the call would tell, told of the place.
            foreach (var fact in expressions.CompleteAll(call.Arguments[0], TaskFacts.None))
            {
                yield return new(fact.Kind == TaskFactKind.AllCompleted ? TaskFactKind.ImpliesAll : TaskFactKind.Implies, place, fact.A);
            }
        }
    }
}
