using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Scopes;

/// <summary>Who can name a symbol.</summary>
internal static class Visibility
{
    /// <summary>Whether code of another assembly can name the symbol, by itself or by deriving from its type.</summary>
    public static bool IsOutsideAssembly(ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            var visible = current.DeclaredAccessibility switch
            {
                Accessibility.Public => true,
                Accessibility.Protected or Accessibility.ProtectedOrInternal => current.ContainingType is not { IsSealed: true },
                Accessibility.NotApplicable => true, // a local function's parameter and the like do not come here
                _ => false,
            };
            if (!visible)
            {
                return false;
            }
        }

        return true;
    }
}
