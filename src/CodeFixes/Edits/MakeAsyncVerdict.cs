using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;

namespace Unravel.CodeFixes.Edits;

internal enum MakeAsyncVerdict
{
    /// <summary>The member becomes async, and its callers are looked at.</summary>
    Convert,

    /// <summary>The member stays as it is: what becomes async below it is waited for, as before.</summary>
    Stop,

    /// <summary>Nothing above can be right: the whole change is refused.</summary>
    Refuse,
}

/// <summary>Which members may be given another return type on the way up.</summary>
internal static class MakeAsyncVerdicts
{
    /// <param name="isChosen">The user asked for this member to change; public API is only changed when asked.</param>
    public static MakeAsyncVerdict Of(IMethodSymbol method, SyntaxNode? declaration, Compilation compilation, bool isChosen)
    {
        if (declaration is not (MethodDeclarationSyntax or LocalFunctionStatementSyntax)
            || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation)
            || method is not { IsExtern: false, PartialDefinitionPart: null, PartialImplementationPart: null }
            || !method.GetAttributes().All(attribute => IsHarmless(attribute, method, compilation))
            || (!isChosen && IsApi(method, compilation)))
        {
            return MakeAsyncVerdict.Stop;
        }

        return method.IsAsync || method.ReturnsByRef || method.ReturnsByRefReadonly || method.ReturnType.IsRefLikeType
            || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType)
            || Functions.OwnNodes(declaration).Any(node => node is YieldStatementSyntax)
            || declaration.ChildTokens().Any(token => token.IsKind(SyntaxKind.UnsafeKeyword))
                ? MakeAsyncVerdict.Refuse
                : MakeAsyncVerdict.Convert;
    }

    // Somebody outside of the solution may call it. A program has no callers outside.
    private static bool IsApi(IMethodSymbol method, Compilation compilation)
    {
        if (compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary
            || method.MethodKind == MethodKind.LocalFunction
            || ConcurrencyKnowledge.For(compilation).SyncMembers.IsTest(method))
        {
            return false;
        }

        for (ISymbol? current = method; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    // Other attributes may mean that somebody calls the member by reflection and expects this signature.
    private static bool IsHarmless(AttributeData attribute, IMethodSymbol method, Compilation compilation) =>
        attribute.AttributeClass is { Name: var name } type
        && (name is "ObsoleteAttribute" or "MethodImplAttribute" or "SuppressMessageAttribute" or "NullableContextAttribute"
            || type.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal)
            || ConcurrencyKnowledge.For(compilation).SyncMembers.IsTest(method));
}
