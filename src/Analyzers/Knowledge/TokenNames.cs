using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>The cancellation token that a function was given.</summary>
internal static class TokenNames
{
    /// <summary>
    /// The name of the one token parameter of the innermost function that has any; null when there is none, or a choice.
    /// </summary>
    public static string? Name(ISymbol? function)
    {
        for (var current = function as IMethodSymbol; current is not null; current = current.ContainingSymbol as IMethodSymbol)
        {
            string? found = null;
            foreach (var parameter in current.Parameters)
            {
                if (IsToken(parameter.Type))
                {
                    if (found is not null)
                    {
                        return null;
                    }

                    found = parameter.Name;
                }
            }

            if (found is not null)
            {
                return found;
            }

            if (current.IsStatic || current.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction))
            {
                return null;
            }
        }

        return null;
    }

    public static bool IsToken(ITypeSymbol type) =>
        type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };
}
