using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Finds the state machine of an async method: a struct inside its task, in debug builds an object of its own.</summary>
internal static class StateMachines
{
    /// <summary>Whether a method is the body of an async method.</summary>
    public static bool IsBodyOf(ClrMethod method) =>
        method.Name == "MoveNext" && CSharpMethodName.IsStateMachineName(method.Type.Name ?? "");

    /// <summary>The state machine that an object is or carries; null when it is none, or not one of this type.</summary>
    public static PathRoot? In(ClrObject item, ClrType? type)
    {
        if (item.Type is not { } boxType)
        {
            return null;
        }

        if (type is not null && boxType.MethodTable == type.MethodTable)
        {
            return new PathRoot(item.Address, boxType, false);
        }

        if (boxType.GetFieldByName(TaskLayout.StateMachineField) is not { } field)
        {
            return null;
        }

        if (field.IsObjectReference)
        {
            return field.ReadObject(item.Address, interior: false) is { IsNull: false, Type: { } found } machine
                && (type is null || found.MethodTable == type.MethodTable)
                    ? new PathRoot(machine.Address, found, false)
                    : null;
        }

        return field.Type is { } inner && (type is null || inner.Name == type.Name)
            ? new PathRoot(field.GetAddress(item.Address), inner, true)
            : null;
    }
}
