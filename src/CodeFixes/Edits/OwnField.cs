using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>A private readonly field with a value of its own, in a type that is written in one place: nobody else can use it.</summary>
/// <param name="Uses">Where the type evaluates the field, with the receiver if one is written; names in attributes and nameof are none.</param>
internal sealed record OwnField(IFieldSymbol Symbol, VariableDeclarationSyntax Declaration, TypeDeclarationSyntax Type, IReadOnlyList<ExpressionSyntax> Uses)
{
    public BaseObjectCreationExpressionSyntax Value => (BaseObjectCreationExpressionSyntax)Declaration.Variables[0].Initializer!.Value;

    public static OwnField? Of(ISymbol? symbol, SemanticModel model, CancellationToken cancellation) =>
        symbol is IFieldSymbol
        {
            DeclaredAccessibility: Accessibility.Private,
            IsReadOnly: true,
            ContainingType.DeclaringSyntaxReferences.Length: 1,
            DeclaringSyntaxReferences: { Length: 1 } declared,
        } field
        && declared[0].SyntaxTree == model.SyntaxTree
        && declared[0].GetSyntax(cancellation) is VariableDeclaratorSyntax
        {
            Initializer.Value: BaseObjectCreationExpressionSyntax,
            Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent.Parent: TypeDeclarationSyntax type } declaration,
        }
            ? new(field, declaration, type, [.. UsesOf(field, type, model, cancellation)])
            : null;

    private static IEnumerable<ExpressionSyntax> UsesOf(IFieldSymbol field, TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation) =>
        type.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == field.Name
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, field)
                && !IsOnlyNamed(name))
            .Select(static name => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name);

    private static bool IsOnlyNamed(SyntaxNode name) => name.Ancestors().Any(static node =>
        node is AttributeSyntax or InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } });
}
