using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Analyzers.Flow;

/// <summary>What a symbol says about the storage behind it, as far as the identity of a lock depends on it.</summary>
internal static class LockFields
{
    /// <summary>The storage of an auto-property that is set only while its object is made; null for any other property.</summary>
    public static IFieldSymbol? BackingField(IPropertySymbol property)
    {
        if (property.IsIndexer || property.IsVirtual || property.IsAbstract || property.IsOverride
            || property.SetMethod is { IsInitOnly: false })
        {
            return null;
        }

        return FieldAccesses.Storage(property);
    }

    /// <summary>The field that a property always gives: its own storage, or a readonly field that its getter returns.</summary>
    public static IFieldSymbol? Behind(IPropertySymbol property) => BackingField(property) ?? Returned(property);

    /// <summary>Whether the path through this member leads to the same place every time.</summary>
    public static bool IsFixed(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.Type.IsValueType,
        IParameterSymbol => false, // a primary constructor's parameter can be assigned anywhere in the type
        _ => false,
    };

    /// <summary>Whether a primary constructor's parameter is used by a member, and so became a field of the instance.</summary>
    public static bool IsCapturedByType(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax;

    // Another body cannot be bound here, but a getter that is one name needs no binding: it has no locals of its own.
    private static IFieldSymbol? Returned(IPropertySymbol property)
    {
        if (property.IsIndexer || property.IsVirtual || property.IsAbstract || property.IsOverride
            || property.GetMethod?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } getter)
        {
            return null;
        }

        var value = getter switch
        {
            ArrowExpressionClauseSyntax arrow => arrow.Expression,
            AccessorDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
            AccessorDeclarationSyntax { Body.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
            _ => null,
        };
        var name = value switch
        {
            IdentifierNameSyntax simple => simple.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax simple } => simple.Identifier.ValueText,
            _ => null,
        };
        return name is null
            ? null
            : property.ContainingType.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault(field => field.IsReadOnly && field.IsStatic == property.IsStatic);
    }
}
