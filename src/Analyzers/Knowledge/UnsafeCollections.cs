using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Collections of the framework that only one thread may use while it changes them.</summary>
internal static class UnsafeCollections
{
    private static readonly HashSet<string> s_types = new(StringComparer.Ordinal)
    {
        "List", "Dictionary", "HashSet", "Queue", "Stack", "LinkedList", "SortedDictionary", "SortedList", "SortedSet", "PriorityQueue",
        "OrderedDictionary", "StringBuilder", "ArrayList", "Collection", "ObservableCollection", "BitArray", "Builder", "ListDictionary",
        "HybridDictionary", "NameValueCollection", "StringCollection", "StringDictionary",
    };

    private static readonly string[] s_changes =
    [
        "Add", "Append", "Insert", "Remove", "Clear", "Push", "Pop", "Enqueue", "Dequeue", "TryAdd", "TryRemove", "TryPop", "TryDequeue",
        "UnionWith", "ExceptWith", "IntersectWith", "SymmetricExceptWith", "Sort", "Reverse", "Replace", "Move", "TrimExcess", "EnsureCapacity",
    ];

    /// <summary>Whether the value is such a collection; for an expression of an interface type, whether its variable only ever has one.</summary>
    public static bool Is(ITypeSymbol? type, IOperation? expression = null)
    {
        if (type is { TypeKind: TypeKind.Interface } && expression is ILocalReferenceOperation { Local: var local })
        {
            type = VariableFacts.Around(expression).OnlyValue(local) is { } value ? Unconverted(value).Type : null;
        }

        return type is not null && s_types.Contains(type.Name) && IsOfFramework(type);
    }

    /// <summary>Whether a method of such a collection changes it.</summary>
    public static bool Changes(IMethodSymbol method) =>
        method.Name is not ("ReverseEnumerator" or "AsReadOnly") && !method.IsExtensionMethod && Array.Exists(s_changes, word => method.Name.StartsWith(word, StringComparison.Ordinal));

    /// <summary>Whether the indexer of the type gives each index a place of its own.</summary>
    public static bool HasSlots(ITypeSymbol type) => type.Name is "List" or "IList" or "ArrayList" or "Collection" or "StringBuilder" or "Builder";

    private static IOperation Unconverted(IOperation value) => value is IConversionOperation { OperatorMethod: null } conversion ? Unconverted(conversion.Operand) : value;

    private static bool IsOfFramework(ITypeSymbol type)
    {
        var space = type.ContainingNamespace.ToDisplayString();
        return space is "System.Text" or "System.Collections.Immutable" || (space.StartsWith("System.Collections", StringComparison.Ordinal) && space != "System.Collections.Concurrent");
    }
}
