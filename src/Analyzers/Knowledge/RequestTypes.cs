using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Objects that live as long as one request: the request itself, and services that a scope makes and disposes.</summary>
internal sealed class RequestTypes(Compilation compilation)
{
    private static readonly string[] s_names =
    [
        "Microsoft.AspNetCore.Http.HttpContext",
        "Microsoft.AspNetCore.Http.HttpRequest",
        "Microsoft.AspNetCore.Http.HttpResponse",
        "Microsoft.EntityFrameworkCore.DbContext",
        "System.Web.HttpContext",
        "System.Web.HttpContextBase",
        "Grpc.Core.ServerCallContext",
        "Microsoft.AspNetCore.SignalR.HubCallerContext",
    ];

    private readonly ImmutableArray<INamedTypeSymbol> _types =
        s_names.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>().ToImmutableArray();

    public bool Any => !_types.IsEmpty;

    public bool Contains(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (_types.Contains(current, SymbolEqualityComparer.Default))
            {
                return true;
            }
        }

        return false;
    }
}
