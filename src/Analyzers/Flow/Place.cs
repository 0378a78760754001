using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Something that keeps a value between two points of a function: a local, a parameter, a temporary of the compiler,
/// or a field or stored property reached from one of them.
/// </summary>
internal sealed class Place : IEquatable<Place>
{
    private readonly ISymbol? _symbol;
    private readonly CaptureId? _capture;
    private readonly Place? _owner;

    private Place(ISymbol? symbol, CaptureId? capture, Place? owner, bool isShared)
    {
        (_symbol, _capture, _owner) = (symbol, capture, owner);
        IsShared = isShared || owner is { IsShared: true };
    }

    /// <summary>Code elsewhere can give it another value: a field that is not readonly, or a property that can be set.</summary>
    public bool IsShared { get; }

    public static Place OfSymbol(ISymbol symbol) => new(symbol, null, null, isShared: false);

    /// <summary>The member of this place with a symbol; for members that keep their value.</summary>
    public Place Member(ISymbol symbol) => new(symbol, null, this, isShared: false);

    /// <summary>The place that an operation reads or writes, or null when it is not one.</summary>
    public static Place? Of(IOperation? operation) => operation?.Unwrapped() switch
    {
        ILocalReferenceOperation local => OfSymbol(local.Local),
        IParameterReferenceOperation parameter => OfSymbol(parameter.Parameter),
        IFlowCaptureReferenceOperation capture => OfCapture(capture.Id),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type } => OfSymbol(type),
        IFieldReferenceOperation field => OfMember(field.Instance, field.Field, !field.Field.IsReadOnly),
        IPropertyReferenceOperation { Arguments.Length: 0 } property when IsStored(property.Property)
            => OfMember(property.Instance, property.Property, property.Property.SetMethod is not null),
        _ => null,
    };

    public static Place OfCapture(CaptureId id) => new(null, id, null, isShared: false);

    /// <summary>The same member of another owner; null when this is not a member of <paramref name="owner"/>.</summary>
    public Place? MovedFrom(Place owner, Place to) => owner.Equals(_owner) && _symbol is not null ? to.Member(_symbol) : null;

    /// <summary>A write to <paramref name="other"/> gives this place another value too.</summary>
    public bool IsWithin(Place other) => Equals(other) || (_owner?.IsWithin(other) ?? false);

    public bool Equals(Place? other) =>
        other is not null
        && SymbolEqualityComparer.Default.Equals(_symbol, other._symbol)
        && Nullable.Equals(_capture, other._capture)
        && Equals(_owner, other._owner);

    public override bool Equals(object? obj) => Equals(obj as Place);

    public override int GetHashCode() =>
        (SymbolEqualityComparer.Default.GetHashCode(_symbol) * 31) + _capture.GetHashCode() + (_owner?.GetHashCode() ?? 0);

    private static Place? OfMember(IOperation? instance, ISymbol member, bool isShared)
    {
        if (member.IsStatic)
        {
            return new Place(member, null, null, isShared);
        }

        return Of(instance) is { } owner ? new Place(member, null, owner, isShared) : null;
    }

    /// <summary>
    /// A property that gives the same value until it is set. Of a property from a library the body is unknown; what
    /// it returns twice in a row is taken to be the same.
    /// </summary>
    private static bool IsStored(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.IsEmpty
        || FieldAccesses.Storage(property) is not null;
}
