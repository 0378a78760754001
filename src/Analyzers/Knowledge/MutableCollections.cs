using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Collections of the framework that only one thread at a time may change, and which of their members change them.</summary>
internal static class MutableCollections
{
    private static readonly HashSet<string> s_types = new(StringComparer.Ordinal)
    {
        "List", "Dictionary", "HashSet", "Queue", "Stack", "LinkedList", "SortedList", "SortedDictionary", "SortedSet", "PriorityQueue",
        "OrderedDictionary", "ArrayList", "Hashtable", "BitArray", "Collection", "ObservableCollection", "NameValueCollection", "ListDictionary",
        "HybridDictionary", "StringCollection", "StringDictionary",
    };

    private static readonly string[] s_changes =
    [
        "Add", "Insert", "Remove", "Clear", "Enqueue", "Dequeue", "TryEnqueue", "TryDequeue", "Push", "Pop", "TryPop", "Sort", "TryAdd", "UnionWith", "ExceptWith",
        "IntersectWith", "SymmetricExceptWith", "TrimExcess", "EnsureCapacity", "Set", "Append", "Replace",
    ];

    // Gives a view of the collection, or nothing that other threads change: no look at its contents.
    private static readonly string[] s_neutral =
        ["SyncRoot", "IsReadOnly", "IsSynchronized", "Comparer", "GetType", "Equals", "GetHashCode", "AsReadOnly", "Keys", "Values", "AsParallel", "AsEnumerable", "AsQueryable"];

    /// <summary>A collection, an array or a text builder that is not made for several threads.</summary>
    public static bool IsOne(ITypeSymbol type) =>
        type is IArrayTypeSymbol || (IsClassOf(type, "Collections") && s_types.Contains(type.Name)) || (type.Name == "StringBuilder" && InSpace(type.ContainingNamespace, "Text"));

    /// <summary>An interface that such a collection, and one for several threads, can have.</summary>
    public static bool IsInterface(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && type.Name is "IList" or "ICollection" or "IDictionary" or "ISet" && IsUnder(type.ContainingNamespace, "Collections");

    public static bool Changes(string member) => Array.Exists(s_changes, start => member.StartsWith(start, StringComparison.Ordinal));

    public static bool IsNeutral(string member) => Array.IndexOf(s_neutral, member) >= 0;

    private static bool IsClassOf(ITypeSymbol type, string space) => type.TypeKind == TypeKind.Class && IsUnder(type.ContainingNamespace, space);

    // System.Collections and below, but not the concurrent, immutable and frozen ones.
    private static bool IsUnder(INamespaceSymbol? space, string name) =>
        InSpace(space, name) || (space?.Name is "Generic" or "Specialized" or "ObjectModel" && InSpace(space.ContainingNamespace, name));

    private static bool InSpace(INamespaceSymbol? space, string name) =>
        space is { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } && space.Name == name;
}
