using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>The unit that summaries are made of: a type that is nested in no other, with its parts and all that is nested in it.</summary>
internal static class OutermostType
{
    public static INamedTypeSymbol Of(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } container)
        {
            type = container;
        }

        return type;
    }

    /// <summary>Whether the text of some declaration of the type answers yes.</summary>
    public static bool HasDeclaration(INamedTypeSymbol type, Func<DeclarationText, bool> isConcerned, CancellationToken cancellation)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            cancellation.ThrowIfCancellationRequested();
            if (isConcerned(DeclarationText.Of(declaration.GetSyntax(cancellation))))
            {
                return true;
            }
        }

        return false;
    }
}
