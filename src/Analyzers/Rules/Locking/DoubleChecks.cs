using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>A check without the lock, followed by the lock.</summary>
/// <param name="Check">The first check.</param>
/// <param name="Field">The field that is checked.</param>
/// <param name="Reference">The reference in the check.</param>
/// <param name="Lock">The lock statement.</param>
/// <param name="Leaves">The check leaves the function when the work is done, and the lock comes after it.</param>
internal sealed record DoubleCheck(IConditionalOperation Check, IFieldSymbol Field, IFieldReferenceOperation Reference, ILockOperation Lock, bool Leaves);

/// <summary>Recognises double-checked locking by its shape.</summary>
internal static class DoubleChecks
{
    /// <summary>The double-checked locking that begins with the condition, or null.</summary>
    public static DoubleCheck? At(IConditionalOperation check)
    {
        if (check.Type is not null || check.WhenFalse is not null)
        {
            return null;
        }

        // if (f == null) { lock (gate) { ... } }
        if (First(check.WhenTrue) is ILockOperation inside && Unset(check.Condition) is { } unset)
        {
            return new(check, unset.Field, unset, inside, Leaves: false);
        }

        // if (f != null) { return f; } lock (gate) { ... }
        return IsExit(check.WhenTrue) && Next(check) is ILockOperation after && IsSet(check.Condition) is { } set
            ? new(check, set.Field, set, after, Leaves: true)
            : null;
    }

    /// <summary>The field that the condition finds to have no value yet: null, false, zero.</summary>
    public static IFieldReferenceOperation? Unset(IOperation condition) => condition.Unwrapped() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => FieldOf(operand) ?? IsSet(operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test => Compared(test),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } test when IsNothing(constant) => FieldOf(test.Value),
        _ => null,
    };

    /// <summary>The field that the condition finds to have a value.</summary>
    public static IFieldReferenceOperation? IsSet(IOperation condition) => condition.Unwrapped() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test => Compared(test),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } } test when IsNothing(constant) => FieldOf(test.Value),
        IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } instance } => FieldOf(instance),
        var other => other.Type?.SpecialType == SpecialType.System_Boolean ? FieldOf(other) : null,
    };

    /// <summary>Whether the operation is a reference to the field of the check.</summary>
    public static bool Refers(IOperation operation, DoubleCheck check) =>
        operation is IFieldReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Field, check.Field);

    public static bool IsExit(IOperation? statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IBlockOperation { Operations: { Length: > 0 } operations } => IsExit(operations[operations.Length - 1]),
        _ => false,
    };

    private static IFieldReferenceOperation? Compared(IBinaryOperation test) =>
        IsNothing(test.RightOperand) ? FieldOf(test.LeftOperand) : IsNothing(test.LeftOperand) ? FieldOf(test.RightOperand) : null;

    private static bool IsNothing(IOperation value) =>
        value.Unwrapped() is IDefaultValueOperation || value.Unwrapped().ConstantValue is { HasValue: true, Value: null or false or 0 };

    private static IFieldReferenceOperation? FieldOf(IOperation operation) =>
        operation.Unwrapped() is IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false } } reference
        && (reference.Instance is null || reference.Instance.Unwrapped() is IInstanceReferenceOperation)
            ? reference
            : null;

    private static IOperation? First(IOperation? statement) =>
        statement is IBlockOperation { Operations: { Length: 1 } operations } ? operations[0] : statement;

    private static IOperation? Next(IOperation statement)
    {
        if (statement.Parent is not IBlockOperation block)
        {
            return null;
        }

        var index = block.Operations.IndexOf(statement);
        return index >= 0 && index + 1 < block.Operations.Length ? block.Operations[index + 1] : null;
    }
}
