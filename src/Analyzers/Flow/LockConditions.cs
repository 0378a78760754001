using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>What a condition says about locks where it is known to be true, or to be false.</summary>
internal sealed class LockConditions(LockResolver locks, LockVariables variables)
{
    /// <summary>The state on that side of the branch; null when the condition cannot have the value.</summary>
    public LockState? When(IOperation condition, bool value, LockState state)
    {
        var test = condition.Unwrapped();
        if (test.ConstantValue is { HasValue: true, Value: bool constant })
        {
            return constant == value ? state : null;
        }

        switch (test)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return When(not.Operand, !value, state);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                return WhenEqual(comparison, value == (comparison.OperatorKind == BinaryOperatorKind.Equals), state);
            case IIsNullOperation { Operand: var operand }:
                return WhenNull(operand, value, state);
            case IIsPatternOperation match:
                return WhenMatched(match, match.Pattern, value, state);
            case ISimpleAssignmentOperation { Target: var target }:
                return When(target, value, state);
            case IInvocationOperation or IAwaitOperation or IPropertyReferenceOperation when !state.Held.IsEmpty && WhenTaken(test, value, state) is { } told:
                return told;
        }

        return test.Type?.SpecialType == SpecialType.System_Boolean && variables.Tracked(test) is { } place ? state.Learn(place, value) : state;
    }

    // Null where the test took no lock.
    private static LockState? WhenTaken(IOperation test, bool value, LockState state) =>
        !state.Held.Any(held => held.IsTakenAt(test)) ? null
        : value ? state.Confirm(held => held.IsTakenAt(test))
        : state.Release(held => held.IsTakenAt(test) && !held.IsSure);

    private LockState? WhenEqual(IBinaryOperation comparison, bool equal, LockState state) =>
        comparison.RightOperand.Unwrapped().ConstantValue switch
        {
            { HasValue: true, Value: bool constant } => When(comparison.LeftOperand, constant == equal, state),
            { HasValue: true, Value: null } => WhenNull(comparison.LeftOperand, equal, state),
            _ => state,
        };

    private LockState? WhenMatched(IIsPatternOperation match, IPatternOperation pattern, bool value, LockState state) => pattern switch
    {
        INegatedPatternOperation negated => WhenMatched(match, negated.Pattern, !value, state),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool constant } } => When(match.Value, constant == value, state),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => WhenNull(match.Value, value, state),
        IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true, DeclaredSymbol: null } => WhenNull(match.Value, !value, state),
        _ => state,
    };

    // A lock that is null is not held, whatever path led here.
    private LockState? WhenNull(IOperation operand, bool isNull, LockState state)
    {
        if (isNull && locks.Identify(operand) is { } identity)
        {
            state = state.Release(held => held.Lock.Equals(identity));
        }

        return variables.Tracked(operand) is { } place ? state.Learn(place, !isNull) : state;
    }
}
