using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// A lock expression that is the same object whenever it is evaluated and does nothing else: it can be moved. That asks
/// for more than <see cref="LockIdentity"/>, where the field at the end of the path may be assigned.
/// </summary>
internal static class StableLock
{
    /// <summary>The name as <see cref="LockIdentity.Name"/> gives it; null for an expression that cannot be moved.</summary>
    public static string? NameOf(IOperation? expression) => expression switch
    {
        IConversionOperation { OperatorMethod: null } conversion => NameOf(conversion.Operand),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => "this",
        ITypeOfOperation { TypeOperand: var type } => $"typeof({type.Name})",
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } reference => Member(reference.Instance, field),
        IPropertyReferenceOperation { Property: var property } reference when LockFields.BackingField(property) is not null =>
            Member(reference.Instance, property),
        _ => null,
    };

    private static string? Member(IOperation? receiver, ISymbol member) =>
        member.IsStatic
            ? member.Name
            : NameOf(receiver) switch
            {
                null => null,
                "this" => member.Name,
                var owner => owner + "." + member.Name,
            };
}
