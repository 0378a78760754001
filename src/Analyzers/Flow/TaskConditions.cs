using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Facts = System.Collections.Immutable.ImmutableHashSet<Unravel.Analyzers.Flow.TaskFact>;

namespace Unravel.Analyzers.Flow;

/// <summary>What a condition says about tasks where it is known to be true, or to be false.</summary>
internal sealed class TaskConditions(ConcurrencyKnowledge knowledge, CompletedExpressions expressions)
{
    // TaskStatus.RanToCompletion, Canceled and Faulted: the three ends of a task.
    private const int FirstFinalStatus = 5;
    private const int LastFinalStatus = 7;

    public Facts When(IOperation condition, bool value, Facts facts)
    {
        var test = condition.Unwrapped();
        if (AsyncSwitches.ValueWhenSync(test) == value && Place.Of(test) is { } flag)
        {
            return facts.Add(new TaskFact(TaskFactKind.SwitchedToSync, flag));
        }

        return test switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => When(not.Operand, !value, facts),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => WhenEqual(equal, value, facts),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } unequal => WhenEqual(unequal, !value, facts),
            IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool wanted } } } match
                => When(match.Value, wanted == value, facts),
            _ when !value => facts,
            IPropertyReferenceOperation { Instance: { } task } property when IsEndTest(property) => expressions.Complete(task, facts),
            IIsPatternOperation match => WhenMatched(match.Value, match.Pattern, facts),
            IInvocationOperation call => WhenCallTrue(call, facts),
            _ => WhenPlaceTrue(Place.Of(test), facts),
        };
    }

    /// <summary>The tasks that are complete when a condition is true.</summary>
    public IEnumerable<Place> CompletedWhenTrue(IOperation condition, Facts facts) =>
        When(condition, value: true, facts)
            .Where(fact => fact.Kind == TaskFactKind.Completed && !facts.Contains(fact))
            .Select(fact => fact.A);

    private Facts WhenEqual(IBinaryOperation comparison, bool equal, Facts facts)
    {
        var (left, right) = (comparison.LeftOperand, comparison.RightOperand);
        if (right.Unwrapped().ConstantValue is { HasValue: true, Value: var constant })
        {
            return constant switch
            {
                bool flag => When(left, flag == equal, facts),
                int status when equal && IsFinal(status) => WhenEnded(left.Unwrapped(), facts),
                _ => facts,
            };
        }

        if (!equal)
        {
            return facts;
        }

        // first == a, after: var first = await Task.WhenAny(a, b)
        if (expressions.IsCompleted(left, facts))
        {
            return expressions.Complete(right, facts);
        }

        return expressions.IsCompleted(right, facts) ? expressions.Complete(left, facts) : facts;
    }

    private Facts WhenMatched(IOperation value, IPatternOperation pattern, Facts facts)
    {
        switch (pattern)
        {
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: int status } } when IsFinal(status):
                return WhenEnded(value.Unwrapped(), facts);
            case IRecursivePatternOperation recursive:
                return recursive.PropertySubpatterns.Any(IsEndPattern) ? expressions.Complete(value, facts) : facts;
            default:
                return facts;
        }
    }

    // The status is a final one: asked for here, or kept in a local or in the temporary of a switch.
    private Facts WhenEnded(IOperation status, Facts facts)
    {
        if (status is IPropertyReferenceOperation { Property.Name: "Status", Instance: { } task })
        {
            return expressions.Complete(task, facts);
        }

        return Place.Of(status) is { } kept && facts.FirstOrDefault(fact => fact.Kind == TaskFactKind.StatusOf && fact.A.Equals(kept)) is { B: { } other }
            ? facts.Complete(other)
            : facts;
    }

    // if (t.Wait(1000)), if (Task.WaitAll(tasks, 1000))
    private Facts WhenCallTrue(IInvocationOperation call, Facts facts) => knowledge.Blocking.Find(call) switch
    {
        { Kind: BlockingKind.WaitAll, Tasks: { } tasks } => expressions.CompleteAll(tasks, facts),
        { Kind: BlockingKind.Wait, Task: { } task } => expressions.Complete(task, facts),
        null when call is { TargetMethod.Name: "Wait", Instance: { } polled } && knowledge.Tasks.IsTask(call.TargetMethod.ContainingType)
            => expressions.Complete(polled, facts),
        _ => facts,
    };

    private static Facts WhenPlaceTrue(Place? flag, Facts facts)
    {
        if (flag is null)
        {
            return facts;
        }

        var result = facts;
        foreach (var fact in facts)
        {
            if (fact is { Kind: TaskFactKind.TrueWhenCompleted, B: { } task } && fact.A.Equals(flag))
            {
                result = result.Complete(task);
            }
        }

        return result;
    }

    // t is { IsCompleted: true }, t is { Status: TaskStatus.RanToCompletion }
    private bool IsEndPattern(IPropertySubpatternOperation part) =>
        part is { Member: IPropertyReferenceOperation member, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var wanted } } }
        && ((wanted is true && IsEndTest(member)) || (wanted is int status && IsFinal(status) && member.Property.Name == "Status"));

    private bool IsEndTest(IPropertyReferenceOperation property) =>
        property.Property.Name is "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled"
        && (knowledge.Tasks.IsTask(property.Property.ContainingType)
            || property.Property.ContainingType.Name.EndsWith("Awaiter", StringComparison.Ordinal));

    private static bool IsFinal(int status) => status is >= FirstFinalStatus and <= LastFinalStatus;
}
