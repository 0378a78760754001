using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>A question to a shared concurrent collection in a condition, and what relies on its answer.</summary>
internal sealed class Questions
{
    private readonly Place _place;
    private readonly string? _key;

    private Questions(IOperation call, IOperation collection, Place place, string? key) =>
        (Call, Collection, _place, _key) = (call, collection, place, key);

    public IOperation Call { get; }

    public IOperation Collection { get; }

    private bool GivesValue => Call is IInvocationOperation { TargetMethod.Name: "TryGetValue" };

    /// <summary>The first question in a condition; null when it asks no collection that others can reach.</summary>
    public static Questions? In(IOperation condition, ConcurrentCollections collections)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            var (owner, member) = operation switch
            {
                IInvocationOperation call => (call.Receiver(), (ISymbol)call.TargetMethod),
                IPropertyReferenceOperation property => (property.Instance, property.Property),
                _ => default,
            };
            if (member is not null && ConcurrentCollections.IsQuestion(member)
                && SharedCollection(owner, collections) is { } collection && Place.Of(collection) is { } place)
            {
                return new Questions(operation, collection, place, operation is IInvocationOperation asked ? KeyOf(asked.Arguments) : null);
            }
        }

        return null;
    }

    /// <summary>A field or property with a concurrent collection: what is in a local belongs to one thread or is captured, who knows.</summary>
    public static IOperation? SharedCollection(IOperation? owner, ConcurrentCollections collections) =>
        owner?.Unwrapped() is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member && collections.IsConcurrent(member.Type) ? member : null;

    /// <summary>The operations that run because of the answer: the branches, and what follows when a branch leaves.</summary>
    public static IEnumerable<IOperation> Reach(IConditionalOperation choice)
    {
        foreach (var operation in choice.WhenTrue.DescendantsAndSelf().Concat(choice.WhenFalse?.DescendantsAndSelf() ?? []))
        {
            yield return operation;
        }

        if (choice.WhenFalse is null && Leaves(choice.WhenTrue) && choice.Parent is IBlockOperation block)
        {
            var after = false;
            foreach (var statement in block.Operations)
            {
                foreach (var operation in after ? statement.DescendantsAndSelf() : [])
                {
                    yield return operation;
                }

                after |= statement == choice;
            }
        }
    }

    /// <summary>Whether the operation would go wrong, or undo another thread's work, when the answer is not true any more.</summary>
    public bool IsActedOnBy(IOperation operation)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true } element when IsSame(element.Instance) && KeyOf(element.Arguments) == _key && _key is not null:
                return Accesses.Writes(element) ? WritesBlindly(element) : !GivesValue && Call is IInvocationOperation;
            case IInvocationOperation call when IsSame(call.Instance):
                return IsFailingAct(call);
            default:
                return false;
        }
    }

    // d[k] = v after "is not there", or v made from what was there.
    private bool WritesBlindly(IPropertyReferenceOperation element) =>
        !GivesValue
        || element.Parent is not ISimpleAssignmentOperation assignment
        || !IsInTrueBranch(element)
        || assignment.Value.DescendantsAndSelf().Any(read => read is ILocalReferenceOperation local && IsOutValue(local.Local));

    private bool IsInTrueBranch(IOperation operation)
    {
        var negated = Call.Parent is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not };
        for (var current = operation; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalOperation choice && choice.Condition.Syntax.Span.Contains(Call.Syntax.Span))
            {
                return (choice.WhenTrue == current) != negated;
            }
        }

        return false; // after the statement: it was not there
    }

    private bool IsOutValue(ILocalSymbol local) =>
        Call is IInvocationOperation { Arguments: { Length: 2 } arguments }
        && arguments[1].Value.DescendantsAndSelf().Any(value => value is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local));

    // A try that fails does nothing, which is right when nothing else relies on it.
    private bool IsFailingAct(IInvocationOperation call)
    {
        if (call.TargetMethod.Name == "Take")
        {
            return Call is IPropertyReferenceOperation; // waits for ever when another took it
        }

        if (!ConcurrentCollections.IsAct(call.TargetMethod) || call.Parent is not IExpressionStatementOperation)
        {
            return false; // the result is looked at, or thrown away on purpose
        }

        return call.TargetMethod.Name switch
        {
            "TryAdd" => GivesValue && KeyOf(call.Arguments) == _key && call.Arguments[1].Value.Unwrapped() is ILocalReferenceOperation,
            "TryRemove" => (_key is null || KeyOf(call.Arguments) == _key) && KeepsOutValue(call),
            "TryDequeue" or "TryPop" or "TryTake" => KeepsOutValue(call),
            _ => false,
        };
    }

    private static bool KeepsOutValue(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Out && argument.Value is not IDiscardOperation);

    private bool IsSame(IOperation? owner) => owner is not null && _place.Equals(Place.Of(owner));

    private static string? KeyOf(IEnumerable<IArgumentOperation> arguments) =>
        arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.Syntax.ToString();

    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { Length: > 0 } operations } => Leaves(operations[operations.Length - 1]),
        _ => false,
    };
}
