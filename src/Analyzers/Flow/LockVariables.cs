using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The variables of one graph whose value can tell whether a lock is held: Booleans and references that only this
/// function writes, and that no reference to them leads around.
/// </summary>
internal sealed class LockVariables(ControlFlowGraph graph)
{
    /// <summary>The place that an expression names, when its value can be followed.</summary>
    public Place? Tracked(IOperation expression)
    {
        var variable = expression.Unwrapped();
        return variable switch
        {
            IFlowCaptureReferenceOperation => Place.Of(variable),
            ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } when IsOwn(local) && CanTell(local.Type) => Place.OfSymbol(local),
            IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } when IsOwn(parameter) && CanTell(parameter.Type) => Place.OfSymbol(parameter),
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } when CanTell(field.Type) => Place.Of(variable),
            _ => null,
        };
    }

    /// <summary>Whether the value is true or not null, when that is certain.</summary>
    public static bool? ConstantOf(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: bool constant } } => constant,
        { ConstantValue: { HasValue: true, Value: null } } => false,
        IDefaultValueOperation { Type: { SpecialType: SpecialType.System_Boolean } or { IsReferenceType: true } } => false,
        IObjectCreationOperation { Type.IsReferenceType: true } => true,
        _ => null,
    };

    private bool IsOwn(ISymbol variable) => VariableFacts.Of(graph) is var facts && !(facts.IsShared(variable) && facts.IsReassigned(variable));

    // Struct scopes too: they are never null, and the flag says which hold they stand for.
    private static bool CanTell(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean || type.IsReferenceType || type.IsRefLikeType || type is { IsValueType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Struct };
}
