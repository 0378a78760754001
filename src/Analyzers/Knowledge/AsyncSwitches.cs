using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// The <c>bool async</c> pattern: one body serves the synchronous and the asynchronous method of a library, and the
/// flag says which. Its synchronous branch blocks on purpose.
/// </summary>
internal static class AsyncSwitches
{
    /// <summary>A Boolean that says whether this call runs asynchronously.</summary>
    public static bool IsSwitch(IOperation operation) => operation.Unwrapped() switch
    {
        IParameterReferenceOperation parameter => IsSwitch(parameter.Parameter),
        ILocalReferenceOperation { Local: var local } => IsSwitch(local.Name, local.Type),
        IFieldReferenceOperation { Field: var field } => IsSwitch(field.Name, field.Type),
        IPropertyReferenceOperation { Property: var property } => IsSwitch(property.Name, property.Type),
        _ => false,
    };

    /// <summary>A call with <c>async: false</c>: by contract its task is complete when it returns.</summary>
    public static bool IsSwitchedOff(IOperation operation) =>
        operation is IInvocationOperation call
        && call.Arguments.Any(argument => argument.Parameter is { } parameter && IsSwitch(parameter)
            && argument.Value.ConstantValue is { HasValue: true, Value: false });

    private static bool IsSwitch(IParameterSymbol parameter) => IsSwitch(parameter.Name, parameter.Type);

    // The lockTaken of a lock statement is a local that the compiler makes up: it has neither name nor syntax.
    private static bool IsSwitch(string? name, ITypeSymbol? type) =>
        type?.SpecialType == SpecialType.System_Boolean
        && name?.TrimStart('_').ToUpperInvariant() is "ASYNC" or "ISASYNC" or "USEASYNC" or "RUNASYNC" or "DOASYNC";
}
