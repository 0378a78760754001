using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>Names of library types that mean the same at a given place.</summary>
internal static class TypeNames
{
    /// <summary>The short name where it is in scope, the full one elsewhere.</summary>
    public static ExpressionSyntax At(SemanticModel model, int position, string @namespace, string name) =>
        SyntaxFactory.ParseExpression(IsInScope(model, position, @namespace, name) ? name : "global::" + @namespace + "." + name);

    public static TypeSyntax TypeAt(SemanticModel model, int position, string @namespace, string name) =>
        SyntaxFactory.ParseTypeName(IsInScope(model, position, @namespace, name) ? name : "global::" + @namespace + "." + name);

    private static bool IsInScope(SemanticModel model, int position, string @namespace, string name)
    {
        var found = model.LookupNamespacesAndTypes(position, name: name);
        return found.Length > 0 && found.All(symbol => symbol.ContainingNamespace.ToDisplayString() == @namespace);
    }
}
