using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>How an expression that names a place (variable, field, property) is used: read, written, or both.</summary>
internal static class Accesses
{
    /// <summary>Whether the place may get a new value here. Taking its address or a reference to it counts.</summary>
    public static bool Writes(IOperation place) => place.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == place,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IAddressOfOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        ITupleOperation tuple => Writes(tuple),
        _ => false,
    };

    /// <summary>Whether the value of the place is used here.</summary>
    public static bool Reads(IOperation place) => place.Parent switch
    {
        ISimpleAssignmentOperation assignment => assignment.Target != place,
        IDeconstructionAssignmentOperation assignment => assignment.Target != place,
        ITupleOperation tuple => Reads(tuple),
        _ => true,
    };
}
