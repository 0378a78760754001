using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// A data file of members of libraries: a row is <c>Namespace.*</c>, <c>Namespace.Type</c> (with all types that derive from
/// it) or <c>Namespace.Type.Member</c>, and <c>#</c> begins a comment. The files are embedded; a project adds rows with an
/// additional file of the same name with <c>Unravel.</c> before it.
/// </summary>
internal sealed class MemberRows
{
    private readonly ImmutableHashSet<string> _rows;

    private MemberRows(ImmutableHashSet<string> rows) => _rows = rows;

    /// <param name="name">The file, such as <c>AsyncTwins.txt</c>.</param>
    public static MemberRows Read(string name, ImmutableArray<AdditionalText> additional, CancellationToken cancellation)
    {
        var rows = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        using (var stream = typeof(MemberRows).Assembly.GetManifestResourceStream(name))
        using (var reader = new StreamReader(stream ?? throw new ArgumentException($"There is no data file {name}.", nameof(name))))
        {
            while (reader.ReadLine() is { } line)
            {
                Add(rows, line);
            }
        }

        foreach (var file in additional)
        {
            if (IsNamed(file.Path, "Unravel." + name) && file.GetText(cancellation) is { } text)
            {
                foreach (var line in text.Lines)
                {
                    Add(rows, line.ToString());
                }
            }
        }

        return new MemberRows(rows.ToImmutable());
    }

    /// <summary>Whether a row names the member, on the type that declares it, on the receiver's, or on what those derive from.</summary>
    public bool Has(ISymbol member, ITypeSymbol? receiver) =>
        HasOn(member.ContainingType, member.Name) || (receiver is not null && HasOn(receiver, member.Name));

    private bool HasOn(ITypeSymbol? type, string member)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (HasExactly(current, member))
            {
                return true;
            }
        }

        return type is not null && type.AllInterfaces.Any(contract => HasExactly(contract, member));
    }

    private bool HasExactly(ITypeSymbol type, string member)
    {
        var name = NameOf(type);
        if (_rows.Contains(name) || _rows.Contains(name + "." + member))
        {
            return true;
        }

        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (_rows.Contains(space.ToDisplayString() + ".*"))
            {
                return true;
            }
        }

        return false;
    }

    private static string NameOf(ITypeSymbol type) =>
        type.ContainingType is { } outer ? NameOf(outer) + "." + type.Name
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.Name
        : type.Name;

    private static bool IsNamed(string path, string name) =>
        path.EndsWith(name, StringComparison.OrdinalIgnoreCase)
        && (path.Length == name.Length || path[path.Length - name.Length - 1] is '/' or '\\');

    private static void Add(ImmutableHashSet<string>.Builder rows, string line)
    {
        var comment = line.IndexOf('#');
        var row = (comment < 0 ? line : line.Substring(0, comment)).Trim();
        if (row.Length > 0)
        {
            rows.Add(row);
        }
    }
}
