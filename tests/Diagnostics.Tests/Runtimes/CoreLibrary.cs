using System.Reflection;
using Unravel.Diagnostics.Tests.Symbols;

namespace Unravel.Diagnostics.Tests.Runtimes;

/// <summary>The core library that these tests run on: the newest runtime whose private names the tool knows.</summary>
internal static class CoreLibrary
{
    private const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static Assembly Assembly => typeof(object).Assembly;

    public static Type Type(string name) => Assembly.GetType(name, throwOnError: true)!;

    /// <summary>A field of a type or of one that it derives from.</summary>
    public static FieldInfo? Field(Type type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetField(name, All) is { } field)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>The names of all types, as the debugging library names them.</summary>
    public static IReadOnlyList<string> Types { get; } =
        [.. Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true).Select(ClrNames.Of)];

    /// <summary>Every type and method of it and of the libraries beside it that have the rest of the waits, named as the debugging library names them.</summary>
    public static IReadOnlyList<(string Type, string Method)> Methods { get; } =
    [
        .. Assembly.GetTypes()
            .Concat(typeof(Barrier).Assembly.GetTypes())
            .Concat(typeof(System.Collections.Concurrent.BlockingCollection<>).Assembly.GetTypes())
            .Concat(typeof(System.Diagnostics.Process).Assembly.GetTypes())
            .Where(type => type.Namespace is "System" || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetMethods(All).Select(method => method.Name).Distinct(), (type, method) => (ClrNames.Of(type), method)),
    ];
}
