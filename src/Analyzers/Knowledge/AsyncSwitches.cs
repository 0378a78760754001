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
    /// <summary>
    /// The value that a Boolean has in the synchronous branch: false for <c>async</c>, true for <c>isSynchronous</c>;
    /// null when it is no such switch.
    /// </summary>
    public static bool? ValueWhenSync(IOperation operation) => operation.Unwrapped() switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => ValueWhenSync(parameter.Name, parameter.Type),
        ILocalReferenceOperation { Local: var local } => ValueWhenSync(local.Name, local.Type),
        IFieldReferenceOperation { Field: var field } => ValueWhenSync(field.Name, field.Type),
        IPropertyReferenceOperation { Property: var property } => ValueWhenSync(property.Name, property.Type),
        _ => null,
    };

    /// <summary>A call with <c>async: false</c>: by contract its task is complete when it returns.</summary>
    public static bool IsSwitchedOff(IOperation operation) =>
        operation is IInvocationOperation call
        && call.Arguments.Any(argument => argument is { Parameter: { } parameter, Value.ConstantValue: { HasValue: true, Value: bool value } }
            && ValueWhenSync(parameter.Name, parameter.Type) == value);

    /// <summary>
    /// Whether such a switch governs this code: it is a parameter of the function, or a condition around the operation.
    /// The branches are told apart where flow is known (CompletedTasks); who only needs a guard asks this.
    /// </summary>
    public static bool Governs(IOperation operation, FunctionContext function)
    {
        if (HasSwitch(function.Symbol) || HasSwitch(function.Member))
        {
            return true;
        }

        for (var current = operation; current is not null; current = current.Parent)
        {
            if ((current is IConditionalOperation { Condition: var condition } && IsSwitched(condition))
                || (current.Parent is IBlockOperation block && LeavesBefore(block, current)))
            {
                return true;
            }
        }

        return false;
    }

    // if (_async) return FlushAsync(); Flush();
    private static bool LeavesBefore(IBlockOperation block, IOperation statement) =>
        block.Operations.TakeWhile(earlier => earlier != statement).Any(earlier =>
            earlier is IConditionalOperation { WhenFalse: null } choice && IsSwitched(choice.Condition)
            && (choice.WhenTrue is IBlockOperation { Operations: { Length: > 0 } body } ? body[body.Length - 1] : choice.WhenTrue) is IReturnOperation);

    private static bool IsSwitched(IOperation condition) =>
        ValueWhenSync(condition) is not null || condition.ChildOperations.Any(IsSwitched);

    private static bool HasSwitch(ISymbol function) =>
        function is IMethodSymbol method && method.Parameters.Any(parameter => ValueWhenSync(parameter.Name, parameter.Type) is not null);

    // The lockTaken of a lock statement is a local that the compiler makes up: it has neither name nor syntax.
    private static bool? ValueWhenSync(string? name, ITypeSymbol? type) =>
        type?.SpecialType != SpecialType.System_Boolean ? null : name?.TrimStart('_').ToUpperInvariant() switch
        {
            "ASYNC" or "ISASYNC" or "USEASYNC" or "RUNASYNC" or "DOASYNC" => false,
            "SYNC" or "ISSYNC" or "SYNCHRONOUS" or "ISSYNCHRONOUS" => true,
            _ => null,
        };
}
