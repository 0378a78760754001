using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Members of the framework that run the delegate they get before they return, on the calling thread.</summary>
internal static class ImmediateMembers
{
    private static readonly Dictionary<string, HashSet<string>> s_byType = new(StringComparer.Ordinal)
    {
        ["List"] = ["ForEach", "Find", "FindAll", "FindIndex", "FindLast", "FindLastIndex", "Exists", "TrueForAll", "RemoveAll", "Sort", "ConvertAll"],
        ["Array"] = ["ForEach", "Find", "FindAll", "FindIndex", "FindLast", "FindLastIndex", "Exists", "TrueForAll", "Sort", "ConvertAll"],
        ["HashSet"] = ["RemoveWhere"],
        ["SortedSet"] = ["RemoveWhere"],
        ["ConcurrentDictionary"] = ["GetOrAdd", "AddOrUpdate"],
        ["ImmutableInterlocked"] = ["Update", "GetOrAdd", "AddOrUpdate", "TryUpdate"],
        ["ImmutableList"] = ["ForEach", "Find", "FindAll", "FindIndex", "Exists", "TrueForAll", "RemoveAll", "Sort"],
        ["LazyInitializer"] = ["EnsureInitialized"],
        ["SpinWait"] = ["SpinUntil"],
        ["ExecutionContext"] = ["Run"],
        ["String"] = ["Create"],
        ["Volatile"] = [],
        ["ConditionalWeakTable"] = ["GetValue"],
        ["Regex"] = ["Replace"],
    };

    private static readonly HashSet<string> s_lazyQueries = new(StringComparer.Ordinal)
    {
        "Where", "Select", "SelectMany", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending",
        "Take", "TakeWhile", "TakeLast", "Skip", "SkipWhile", "SkipLast", "GroupBy", "Join", "GroupJoin", "LeftJoin", "RightJoin",
        "Zip", "Distinct", "DistinctBy", "Union", "UnionBy", "Except", "ExceptBy", "Intersect", "IntersectBy", "Concat", "Append",
        "Prepend", "Reverse", "Cast", "OfType", "DefaultIfEmpty", "AsEnumerable", "Index", "Chunk", "CountBy", "AggregateBy",
    };

    public static bool Has(INamedTypeSymbol type, string member) =>
        s_byType.TryGetValue(type.Name, out var members) && members.Contains(member);

    /// <summary>A query operator that does nothing until its result is enumerated.</summary>
    public static bool IsLazy(IMethodSymbol method) => s_lazyQueries.Contains(method.Name);
}
