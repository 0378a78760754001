using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>What uses up a ValueTask, and which value tasks can be used as often as one likes.</summary>
internal sealed class ValueTaskUses(TaskTypes tasks)
{
    public bool IsValueTask(ITypeSymbol? type) => type is INamedTypeSymbol { IsValueType: true } && tasks.IsTask(type);

    /// <summary>The local or parameter whose value task this operation uses up; null when it is none, or only asks for its state.</summary>
    public ISymbol? UsedUp(IOperation operation) => Operand(operation) is { } operand ? Tracked(operand) : null;

    /// <summary>The value that an operation uses up if it is a value task.</summary>
    public IOperation? Operand(IOperation operation) => operation switch
    {
        IAwaitOperation awaited => awaited.Operation,
        IInvocationOperation { Instance: { } instance, TargetMethod.Name: "AsTask" or "Preserve" or "GetAwaiter" or "ConfigureAwait" } => instance,
        IPropertyReferenceOperation { Instance: { } instance, Property.Name: "Result" } => instance,
        IArgumentOperation { Parameter: { RefKind: RefKind.None, Type: var type }, Value: { } value } when IsValueTask(type) => value,
        _ => null,
    };

    /// <summary>Backed by a result or by a task, never by a source that is used again for another operation.</summary>
    public bool IsHarmless(IOperation value) => value.Unwrapped() switch
    {
        IObjectCreationOperation { Arguments.Length: 0 } or IDefaultValueOperation => true,
        IObjectCreationOperation { Arguments.Length: 1 } => true, // of a result or of a task; a source comes with a token
        IInvocationOperation { TargetMethod: { Name: "Preserve" or "FromResult" or "FromException" or "FromCanceled" } method } => tasks.IsTask(method.ContainingType),
        IPropertyReferenceOperation { Property: { Name: "CompletedTask" } property } => tasks.IsTask(property.ContainingType),
        IConditionalOperation { WhenTrue: var yes, WhenFalse: { } no } => IsHarmless(yes) && IsHarmless(no),
        _ => false,
    };

    private ISymbol? Tracked(IOperation operation) => operation.Unwrapped() switch
    {
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } when IsValueTask(local.Type) => local,
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } when IsValueTask(parameter.Type) => parameter,
        _ => null,
    };
}
