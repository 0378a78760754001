using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Types whose DisposeAsync does work of its own, so that it matters which of the two disposals is called.</summary>
internal sealed class AsyncDisposables(Compilation compilation)
{
    // Their DisposeAsync only calls Dispose, and is there for types that derive from them; or Dispose never waits.
    private static readonly string[] s_withoutWork =
    [
        "System.IO.Stream",
        "System.IO.MemoryStream",
        "System.IO.UnmanagedMemoryStream",
        "System.IO.TextWriter",
        "System.IO.StringWriter",
        "System.IO.BinaryWriter",
        "System.Data.Common.DbConnection",
        "System.Data.Common.DbCommand",
        "System.Data.Common.DbBatch",
        "System.Data.Common.DbTransaction",
        "System.Data.Common.DbDataReader",
        "System.Data.Common.DbDataSource",
        "System.Threading.Timer",
        "System.Threading.CancellationTokenRegistration",
        "System.Xml.XmlReader",
        "System.Xml.XmlWriter",
    ];

    private readonly INamedTypeSymbol? _contract = compilation.GetTypeByMetadataName("System.IAsyncDisposable");
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _withoutWork =
        new(s_withoutWork.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>(), SymbolEqualityComparer.Default);

    public bool Exist => _contract is not null;

    /// <summary>
    /// Whether an object of this static type is known to do real work in DisposeAsync. Of an interface, an abstract class or
    /// a type parameter that is not known.
    /// </summary>
    public bool DoWork(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } named
        && _contract is not null
        && _known.GetOrAdd(named.OriginalDefinition, Judge);

    private bool Judge(INamedTypeSymbol type)
    {
        if (!type.AllInterfaces.Contains(_contract!, SymbolEqualityComparer.Default)
            || _contract!.GetMembers("DisposeAsync").FirstOrDefault() is not { } contract
            || type.FindImplementationForInterfaceMember(contract) is not IMethodSymbol method)
        {
            return false;
        }

        var last = MostDerived(type, method);
        return !_withoutWork.Contains(last.ContainingType.OriginalDefinition) && !_withoutWork.Contains(type) && Works(last);
    }

    // The implementation of the interface may be a virtual method of a base class that the type overrides.
    private static IMethodSymbol MostDerived(INamedTypeSymbol type, IMethodSymbol method)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers("DisposeAsync"))
            {
                if (member is IMethodSymbol { IsOverride: true, Parameters.IsEmpty: true } overriding)
                {
                    return overriding;
                }
            }

            if (SymbolEqualityComparer.Default.Equals(current, method.ContainingType))
            {
                return method;
            }
        }

        return method;
    }

    // A body without an await and without a call of something async only calls Dispose. Of a library it is not known.
    private static bool Works(IMethodSymbol method)
    {
        foreach (var declaration in method.DeclaringSyntaxReferences)
        {
            return declaration.GetSyntax().DescendantNodes().Any(node =>
                node is AwaitExpressionSyntax
                || (node is SimpleNameSyntax { Identifier.ValueText: var name } && name != "DisposeAsync" && name.Contains("Async"))
                || node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DisposeAsync" });
        }

        return true;
    }
}
