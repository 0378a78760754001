using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>A type gets a private lock of its own, and all of its <c>lock (this)</c> take that instead.</summary>
internal static class PrivateLock
{
    /// <summary>The type with the new field, or null when it has parts elsewhere or other code locks <c>this</c> too.</summary>
    public static TypeDeclarationSyntax? InsteadOfThis(TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation)
    {
        // A field of a record would take part in its equality.
        if (type is not ClassDeclarationSyntax
            || model.GetDeclaredSymbol(type, cancellation) is not { } symbol
            || symbol.DeclaringSyntaxReferences.Length != 1
            || symbol.BaseType is { SpecialType: not SpecialType.System_Object, DeclaringSyntaxReferences.IsEmpty: false })
        {
            return null;
        }

        var targets = OwnNodes(type).OfType<ThisExpressionSyntax>().Where(self => IsLocked(self, model, cancellation)).ToList();
        var byStatement = targets.TrueForAll(self => self.Parent is LockStatementSyntax);
        if (targets.Count == 0 || symbol.GetMembers().Any(IsSynchronized))
        {
            return null;
        }

        var name = LockField.FreeName(symbol, "_gate", []);
        var field = LockField.Declare(type, name, isStatic: false, byStatement, model);
        var rewritten = type.ReplaceNodes(targets, (self, _) => SyntaxFactory.IdentifierName(name).WithTriviaFrom(self));
        return (TypeDeclarationSyntax)rewritten.WithMembers(rewritten.Members.Insert(0, field));
    }

    // Nested types have another `this`.
    private static IEnumerable<SyntaxNode> OwnNodes(TypeDeclarationSyntax type) =>
        type.DescendantNodes(node => node == type || node is not BaseTypeDeclarationSyntax);

    private static bool IsLocked(ThisExpressionSyntax self, SemanticModel model, CancellationToken cancellation) => self.Parent switch
    {
        LockStatementSyntax => true,
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } arguments } argument =>
            arguments.Arguments.IndexOf(argument) == 0
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ContainingType: { Name: "Monitor", ContainingNamespace.Name: "Threading" } },
        _ => false,
    };

    public static bool IsSynchronized(ISymbol member) =>
        member is IMethodSymbol method && (method.MethodImplementationFlags & System.Reflection.MethodImplAttributes.Synchronized) != 0;
}
