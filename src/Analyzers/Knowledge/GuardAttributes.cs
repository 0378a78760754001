using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// The attributes that say which lock protects what. They are matched by their full name, so a project may bring its own.
/// </summary>
internal static class GuardAttributes
{
    public const string Namespace = "Unravel.Annotations";

    /// <summary>The locks that an attribute of that name lists, over all attributes of the symbol; empty when it has none.</summary>
    public static IReadOnlyList<string> Names(ISymbol symbol, string attribute)
    {
        List<string>? names = null;
        foreach (var data in symbol.GetAttributes())
        {
            if (Is(data.AttributeClass, attribute))
            {
                foreach (var argument in data.ConstructorArguments)
                {
                    Add(argument, names ??= []);
                }
            }
        }

        return names ?? (IReadOnlyList<string>)[];
    }

    /// <summary>The same locks, each with the attribute that lists it.</summary>
    public static IEnumerable<(AttributeData Attribute, string Name)> Named(ISymbol symbol, string attribute)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (Is(data.AttributeClass, attribute))
            {
                var names = new List<string>();
                foreach (var argument in data.ConstructorArguments)
                {
                    Add(argument, names);
                }

                foreach (var name in names)
                {
                    yield return (data, name);
                }
            }
        }
    }

    public static bool Has(ISymbol symbol, string attribute)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (Is(data.AttributeClass, attribute))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(INamedTypeSymbol? type, string attribute) =>
        type is not null && type.Name == attribute
        && type.ContainingNamespace is { Name: "Annotations", ContainingNamespace: { Name: "Unravel", ContainingNamespace.IsGlobalNamespace: true } };

    private static void Add(TypedConstant argument, List<string> names)
    {
        if (argument.Kind == TypedConstantKind.Array && !argument.IsNull)
        {
            foreach (var element in argument.Values)
            {
                Add(element, names);
            }
        }
        else if (argument.Value is string name)
        {
            names.Add(name);
        }
    }
}
