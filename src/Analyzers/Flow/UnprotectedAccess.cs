using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Analyzers.Flow;

/// <summary>Fields that nothing protects: what the rules about writes without any lock ask, each in the same way.</summary>
internal static class UnprotectedAccess
{
    /// <summary>Whether others can be at the field when the access runs, and neither this access nor any other uses a lock or Interlocked.</summary>
    public static bool IsUnprotected(FieldAccess access, TypeSummary type, bool startsItself = false) =>
        !access.Field.IsVolatile
        && !SharedField.IsExempt(access.Field)
        && !SharedField.IsUnshared(access, type, startsItself)
        && !access.Function.Accesses.Exists(IsWon)
        && !type.Accesses.Any(other => SymbolEqualityComparer.Default.Equals(other.Field, access.Field) && IsProtected(other, type));

    /// <summary>Why several threads come to the access, as it stands in a message after "because"; null when nothing says so.</summary>
    public static string? ReasonFor(FieldAccess access, TypeSummary type) =>
        // What the outer type does says nothing about the instances of a type that is nested in it.
        access.Field.IsStatic || SymbolEqualityComparer.Default.Equals(access.Field.ContainingType, type.Type) || type.Concurrency.Of(access.Function) is not null
            ? SharedEvidence.For(type, access.Function, access.Field)
            : null;

    // A flag that one thread wins is a lock without the name.
    private static bool IsWon(FieldAccess access) => access.Kind == AccessKind.Atomic && CallOf(access) is "CompareExchange" or "Exchange";

    // LazyInitializer here does not keep those apart who make the object in another way.
    private static bool IsProtected(FieldAccess access, TypeSummary type) =>
        (access.IsSynchronised && CallOf(access) != "EnsureInitialized") || (type.ConstructionOf(access.Function) == Construction.None && !type.HeldAt(access).IsEmpty);

    private static string? CallOf(FieldAccess access) =>
        access.Operation.Syntax.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.Expression is MemberAccessExpressionSyntax member ? member.Name.Identifier.ValueText : null;
}
