using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>Adds and removes the modifier <c>readonly</c>.</summary>
internal static class FieldModifiers
{
    /// <summary>The declaration of a private field in the tree; null for a field that code elsewhere can assign.</summary>
    public static FieldDeclarationSyntax? PrivateDeclaration(IFieldSymbol field, SyntaxNode root, CancellationToken cancellation) =>
        field.DeclaredAccessibility == Accessibility.Private
        && field.DeclaringSyntaxReferences.Length == 1
        && field.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is { Parent.Parent: FieldDeclarationSyntax declaration }
        && declaration.SyntaxTree == root.SyntaxTree
            ? declaration
            : null;

    /// <summary>The field with <c>readonly</c> as its last modifier.</summary>
    public static FieldDeclarationSyntax AddReadonly(FieldDeclarationSyntax field)
    {
        var modifier = SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (field.Modifiers.Count > 0)
        {
            return field.AddModifiers(modifier);
        }

        // The first token of the declaration carries its comments.
        var type = field.Declaration.Type;
        return field.WithDeclaration(field.Declaration.WithType(type.WithLeadingTrivia()))
            .WithModifiers(SyntaxFactory.TokenList(modifier.WithLeadingTrivia(type.GetLeadingTrivia())));
    }

    public static FieldDeclarationSyntax RemoveReadonly(FieldDeclarationSyntax field)
    {
        var modifier = field.Modifiers.First(token => token.IsKind(SyntaxKind.ReadOnlyKeyword));
        var rest = field.WithModifiers(field.Modifiers.Remove(modifier));
        return modifier == field.Modifiers[0] ? rest.WithLeadingTrivia(modifier.LeadingTrivia) : rest;
    }
}
