using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>What the well-known methods of collections and of LINQ do with the elements.</summary>
internal static class CollectionMethods
{
    /// <summary>The result has the same elements as the receiver.</summary>
    public static bool IsCopy(IMethodSymbol method) =>
        method.Name is "ToArray" or "ToList" or "ToHashSet" or "ToImmutableArray" or "ToImmutableList"
            or "AsEnumerable" or "AsReadOnly" or "AsSpan" or "Cast"
        && IsLibrary(method);

    /// <summary>The result has no elements that the receiver has not.</summary>
    public static bool IsCopyOrPart(IMethodSymbol method) =>
        IsCopy(method)
        || (method.Name is "Where" or "Skip" or "Take" or "Reverse" or "OrderBy" or "OrderByDescending" or "OfType" or "Distinct"
            && IsLibrary(method));

    /// <summary>The result is one of the elements.</summary>
    public static bool IsElement(IMethodSymbol method) =>
        method.Name is "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault"
            or "ElementAt" or "Dequeue" or "Pop" or "Peek"
        && IsLibrary(method);

    public static bool IsAddition(IMethodSymbol method) =>
        method.Name is "Add" or "AddRange" or "Insert" or "InsertRange" or "Enqueue" or "Push" or "TryAdd" && IsLibrary(method);

    public static bool IsRemoval(IMethodSymbol method) =>
        method.Name is "Clear" or "Remove" or "RemoveAt" or "RemoveAll" && IsLibrary(method);

    /// <summary>A method of the framework does not assign the fields of user code.</summary>
    public static bool IsLibrary(IMethodSymbol method)
    {
        var space = method.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
        {
            space = outer;
        }

        return space?.Name == "System";
    }
}
