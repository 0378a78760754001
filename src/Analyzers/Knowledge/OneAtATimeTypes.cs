using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Types whose objects allow one asynchronous operation at a time, or one of a direction.</summary>
internal sealed class OneAtATimeTypes
{
    // Both directions of a connection may be used at once; those of a database and of an enumerator may not.
    private static readonly (string Type, bool ByDirection)[] s_rows =
    [
        ("Microsoft.EntityFrameworkCore.DbContext", false),
        ("System.Data.Common.DbConnection", false),
        ("System.Data.Common.DbCommand", false),
        ("System.Data.Common.DbDataReader", false),
        ("System.Collections.Generic.IAsyncEnumerator`1", false),
        ("System.Net.Sockets.NetworkStream", true),
        ("System.Net.Security.SslStream", true),
        ("System.Net.WebSockets.WebSocket", true),
        ("System.IO.Pipelines.PipeReader", false),
    ];

    private readonly Dictionary<INamedTypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);

    public OneAtATimeTypes(Compilation compilation)
    {
        foreach (var (name, byDirection) in s_rows)
        {
            if (compilation.GetTypeByMetadataName(name) is { } type)
            {
                _types[type] = byDirection;
            }
        }
    }

    /// <summary>The listed type that a type is or derives from, and whether its directions are apart; null for all others.</summary>
    public (INamedTypeSymbol Type, bool ByDirection)? Find(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (_types.TryGetValue(current.OriginalDefinition, out var byDirection))
            {
                return (current.OriginalDefinition, byDirection);
            }
        }

        return null;
    }

    /// <summary>The direction of an operation; null when it is neither clearly reading nor clearly writing.</summary>
    public static string? Direction(string method) =>
        method.StartsWith("Read", StringComparison.Ordinal) || method.StartsWith("Receive", StringComparison.Ordinal) ? "read"
        : method.StartsWith("Write", StringComparison.Ordinal) || method.StartsWith("Send", StringComparison.Ordinal) ? "write"
        : null;
}
