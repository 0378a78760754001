using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>What people say of their methods by <c>[Unravel.Blocking]</c> and <c>[Unravel.NonBlocking]</c>; it overrules what we see.</summary>
internal static class BlockingMarks
{
    /// <summary>Whether any assembly in sight has the attributes; each may have its own.</summary>
    public static bool Exist(Compilation compilation) =>
        !compilation.GetTypesByMetadataName("Unravel.BlockingAttribute").IsEmpty
        || !compilation.GetTypesByMetadataName("Unravel.NonBlockingAttribute").IsEmpty;

    /// <summary>True or false where a method is marked; null where it is not. The attributes are known by their full name.</summary>
    public static bool? Of(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { ContainingNamespace: { Name: "Unravel", ContainingNamespace.IsGlobalNamespace: true }, Name: var name })
            {
                switch (name)
                {
                    case "BlockingAttribute":
                        return true;
                    case "NonBlockingAttribute":
                        return false;
                }
            }
        }

        return null;
    }
}
