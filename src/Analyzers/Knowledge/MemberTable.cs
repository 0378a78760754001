using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// Exceptions to rules as data: members of library types, by kind. The rows are in an embedded file
/// <c>Name.tsv</c>; a project adds its own in additional files named <c>unravel.Name.tsv</c>.
/// </summary>
internal sealed class MemberTable
{
    private const string All = "*";

    private readonly Dictionary<string, Rows> _byKind = new(StringComparer.Ordinal);

    private MemberTable(Compilation compilation, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var cells = line.TrimEnd().Split('\t');
            if (cells.Length >= 3 && !line.StartsWith("#", StringComparison.Ordinal))
            {
                Add(cells[0], cells[1], cells[2], compilation);
            }
        }
    }

    public static MemberTable Load(string name, Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        var lines = Embedded(name + ".tsv");
        foreach (var file in options.AdditionalFiles)
        {
            if (Path.GetFileName(file.Path).Equals($"unravel.{name}.tsv", StringComparison.OrdinalIgnoreCase)
                && file.GetText(cancellation) is { } text)
            {
                lines.AddRange(text.Lines.Select(line => line.ToString()));
            }
        }

        return new MemberTable(compilation, lines);
    }

    /// <summary>The member is listed under this kind: by itself, or as a member of a type that derives from a listed one.</summary>
    /// <param name="receiver">The type of the object that it is called on, where that may tell more than the type that declares it.</param>
    public bool Has(string kind, ISymbol member, ITypeSymbol? receiver = null)
    {
        var declared = (member is IMethodSymbol method ? method.ReducedFrom ?? method : member).OriginalDefinition;
        return IsListed(kind, declared.ContainingType, declared.Name)
            || (receiver is INamedTypeSymbol named && IsListed(kind, named, declared.Name));
    }

    private bool IsListed(string kind, INamedTypeSymbol? type, string member)
    {
        if (!_byKind.TryGetValue(kind, out var rows))
        {
            return false;
        }

        return (rows.ByMember.TryGetValue(member, out var types) && IsOrDerivesFromOne(type, types))
            || (rows.ByMember.TryGetValue(All, out var whole) && IsOrDerivesFromOne(type, whole))
            || (rows.Namespaces.Count > 0 && IsInListed(rows, type?.ContainingNamespace));
    }

    private static bool IsInListed(Rows rows, INamespaceSymbol? space) =>
        space is { IsGlobalNamespace: false }
        && rows.KnownNamespaces.GetOrAdd(space, one => rows.Namespaces.Contains(one.ToDisplayString()) || IsInListed(rows, one.ContainingNamespace));

    private static bool IsOrDerivesFromOne(INamedTypeSymbol? type, List<INamedTypeSymbol> listed)
    {
        foreach (var one in listed)
        {
            if (IsOrDerives(type, one))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOrDerives(INamedTypeSymbol? type, INamedTypeSymbol listed)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, listed))
            {
                return true;
            }
        }

        return listed.TypeKind == TypeKind.Interface && type is not null && Implements(type, listed);
    }

    private static bool Implements(INamedTypeSymbol type, INamedTypeSymbol listed)
    {
        foreach (var face in type.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(face.OriginalDefinition, listed))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(string kind, string type, string member, Compilation compilation)
    {
        if (!_byKind.TryGetValue(kind, out var rows))
        {
            _byKind[kind] = rows = new();
        }

        if (type.EndsWith(".*", StringComparison.Ordinal))
        {
            rows.Namespaces.Add(type.Substring(0, type.Length - 2));
        }
        else if (compilation.GetTypeByMetadataName(type) is { } listed)
        {
            if (!rows.ByMember.TryGetValue(member, out var types))
            {
                rows.ByMember[member] = types = [];
            }

            types.Add(listed);
        }
    }

    private static List<string> Embedded(string file)
    {
        using var stream = typeof(MemberTable).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly has no resource '{file}'.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n')];
    }

    /// <summary>The rows of one kind: most names are in none of them, and that is answered by one look.</summary>
    private sealed class Rows
    {
        public Dictionary<string, List<INamedTypeSymbol>> ByMember { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Namespaces { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<INamespaceSymbol, bool> KnownNamespaces { get; } = new(SymbolEqualityComparer.Default);
    }
}
