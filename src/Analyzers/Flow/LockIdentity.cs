using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>What the path to a lock starts from.</summary>
internal enum LockRoot
{
    /// <summary>A static field: one lock in the process.</summary>
    Static,

    /// <summary>The object of a type: <c>lock (typeof(T))</c>.</summary>
    Type,

    /// <summary>The instance that the code runs on.</summary>
    This,

    /// <summary>A parameter, or a local that nested functions share: means something only inside its member.</summary>
    Variable,

    /// <summary>A local of one function whose object came from somewhere: a lock for that function alone.</summary>
    Local,
}

/// <summary>
/// Which lock an expression names. Equal identities are surely the same object (for <see cref="LockRoot.This"/>: in
/// methods that run on the same instance); different identities may be the same object, and are treated as two locks.
/// </summary>
internal sealed class LockIdentity : IEquatable<LockIdentity>
{
    private readonly int _hash;
    private string? _name;

    private LockIdentity(LockRoot root, ISymbol? anchor, ImmutableArray<ISymbol> path)
    {
        Root = root;
        Anchor = anchor;
        Path = path;
        _hash = Hash(root, anchor, path);
    }

    public LockRoot Root { get; }

    /// <summary>The type or the variable that the path starts from; null when the path alone is enough.</summary>
    public ISymbol? Anchor { get; }

    /// <summary>The fields from the root to the lock.</summary>
    public ImmutableArray<ISymbol> Path { get; }

    /// <summary>Whether it is one lock in the whole process, and not one for each instance or call.</summary>
    public bool IsGlobal => Root is LockRoot.Static or LockRoot.Type;

    /// <summary>The lock as a reader of the source would call it.</summary>
    public string Name => _name ??= NameFromRoot();

    /// <summary>The same for a reader who is in another type.</summary>
    public string QualifiedName => Path.IsEmpty ? Root == LockRoot.This && Anchor is not null ? $"this of {Anchor.Name}" : Name
        : $"{Path[Path.Length - 1].ContainingType.Name}.{Readable(Path[Path.Length - 1])}";

    /// <summary>
    /// The lock of some instance, whichever that is: the name that code of other types shares for it. Null for what has none:
    /// a variable, and a lock that comes from a base class, of which another derived class may have another instance.
    /// </summary>
    public LockIdentity? OfSomeInstance(INamedTypeSymbol user) => Root switch
    {
        LockRoot.Static or LockRoot.Type => this,
        LockRoot.This when Path.IsEmpty => this,
        LockRoot.This when Path.Length == 1 && !SymbolEqualityComparer.Default.Equals(Path[0].ContainingType, user.OriginalDefinition) => null,
        LockRoot.This or LockRoot.Variable when !Path.IsEmpty => OfThis(null).Member(Path[Path.Length - 1]),
        _ => null,
    };

    public static LockIdentity OfStatic(ISymbol field) => new(LockRoot.Static, null, ImmutableArray.Create(field));

    public static LockIdentity OfType(ITypeSymbol type) => new(LockRoot.Type, type, ImmutableArray<ISymbol>.Empty);

    public static LockIdentity OfThis(ITypeSymbol? type) => new(LockRoot.This, type?.OriginalDefinition, ImmutableArray<ISymbol>.Empty);

    public static LockIdentity OfVariable(ISymbol variable) => new(LockRoot.Variable, variable, ImmutableArray<ISymbol>.Empty);

    public static LockIdentity OfLocal(ISymbol local) => new(LockRoot.Local, local, ImmutableArray<ISymbol>.Empty);

    // The fields say which type `this` is, and a field of a base class is one lock for the derived class too.
    public LockIdentity Member(ISymbol member) => new(Root, Root == LockRoot.This ? null : Anchor, Path.Add(member));

    public bool Equals(LockIdentity? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && _hash == other._hash
            && Root == other.Root
            && SymbolEqualityComparer.Default.Equals(Anchor, other.Anchor)
            && IsSamePath(other));

    public override bool Equals(object? obj) => Equals(obj as LockIdentity);

    public override int GetHashCode() => _hash;

    public override string ToString() => Name;

    private static int Hash(LockRoot root, ISymbol? anchor, ImmutableArray<ISymbol> path)
    {
        var hash = (int)root;
        foreach (var member in path)
        {
            hash = unchecked((hash * 31) + SymbolEqualityComparer.Default.GetHashCode(member));
        }

        return unchecked((hash * 31) + SymbolEqualityComparer.Default.GetHashCode(anchor));
    }

    private bool IsSamePath(LockIdentity other)
    {
        if (Path.Length != other.Path.Length)
        {
            return false;
        }

        for (var index = 0; index < Path.Length; index++)
        {
            if (!SymbolEqualityComparer.Default.Equals(Path[index], other.Path[index]))
            {
                return false;
            }
        }

        return true;
    }

    private string NameFromRoot()
    {
        var path = string.Join(".", Path.Select(Readable));
        return Root switch
        {
            LockRoot.Static => path,
            LockRoot.Type => $"typeof({Anchor!.Name})",
            LockRoot.This => path.Length == 0 ? "this" : path,
            _ => path.Length == 0 ? Anchor!.Name : Anchor!.Name + "." + path,
        };
    }

    // A backing field is called like its property.
    private static string Readable(ISymbol member) =>
        member is IFieldSymbol { AssociatedSymbol: { } property } ? property.Name : member.Name;
}
