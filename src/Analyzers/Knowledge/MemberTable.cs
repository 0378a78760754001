using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// Exceptions to rules as data: members of library types, by kind. The rows are in an embedded file
/// <c>Name.tsv</c>; a project adds its own in additional files named <c>unravel.Name.tsv</c>.
/// </summary>
internal sealed class MemberTable
{
    private readonly Dictionary<string, List<Row>> _byKind = new(StringComparer.Ordinal);

    private MemberTable(Compilation compilation, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var cells = line.TrimEnd().Split('\t');
            if (cells.Length < 3 || line.StartsWith("#", StringComparison.Ordinal)
                || compilation.GetTypeByMetadataName(cells[1]) is not { } type)
            {
                continue;
            }

            if (!_byKind.TryGetValue(cells[0], out var rows))
            {
                _byKind[cells[0]] = rows = [];
            }

            rows.Add(new Row(type, cells[2]));
        }
    }

    public static MemberTable Load(string name, Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        var lines = Embedded(name + ".tsv");
        foreach (var file in options.AdditionalFiles)
        {
            if (file.Path.EndsWith($"unravel.{name}.tsv", StringComparison.OrdinalIgnoreCase)
                && file.GetText(cancellation) is { } text)
            {
                lines.AddRange(text.Lines.Select(line => line.ToString()));
            }
        }

        return new MemberTable(compilation, lines);
    }

    /// <summary>The method is listed under this kind: by itself, or as a member of a type that derives from a listed one.</summary>
    public bool Has(string kind, IMethodSymbol method)
    {
        if (!_byKind.TryGetValue(kind, out var rows))
        {
            return false;
        }

        var declared = (method.ReducedFrom ?? method).OriginalDefinition;
        foreach (var row in rows)
        {
            if ((row.Member == "*" || row.Member == declared.Name) && IsOrDerives(declared.ContainingType, row.Type))
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

        return listed.TypeKind == TypeKind.Interface && type is not null
            && type.AllInterfaces.Any(face => SymbolEqualityComparer.Default.Equals(face.OriginalDefinition, listed));
    }

    private static List<string> Embedded(string file)
    {
        using var stream = typeof(MemberTable).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly has no resource '{file}'.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n')];
    }

    private sealed record Row(INamedTypeSymbol Type, string Member);
}
