using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>A token that code can pass on.</summary>
/// <param name="Text">How it is written there.</param>
/// <param name="Symbol">The parameter that it is, or that it comes with; null for a member of the framework's base class.</param>
/// <param name="IsParameter">It is a parameter itself.</param>
internal sealed record TokenInScope(string Text, ISymbol? Symbol, bool IsParameter);

/// <summary>Cancellation tokens: which types have one to give, and which one code is meant to pass on.</summary>
internal sealed class CancellationTypes(Compilation compilation)
{
    // Parameters that bring a token along: the type, and its property.
    private static readonly (string Type, string Property)[] s_bringers =
    [
        ("Microsoft.AspNetCore.Http.HttpContext", "RequestAborted"),
        ("Grpc.Core.ServerCallContext", "CancellationToken"),
        ("Quartz.IJobExecutionContext", "CancellationToken"),
        ("Microsoft.Azure.Functions.Worker.FunctionContext", "CancellationToken"),
        ("MassTransit.ConsumeContext", "CancellationToken"),
    ];

    private readonly ImmutableArray<(INamedTypeSymbol? Type, string Property)> _bringers =
        s_bringers.Select(row => (compilation.GetTypeByMetadataName(row.Type), row.Property)).Where(row => row.Item1 is not null).ToImmutableArray();

    private readonly INamedTypeSymbol? _controller = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.ControllerBase");

    public INamedTypeSymbol? Token { get; } = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");

    public INamedTypeSymbol? Source { get; } = compilation.GetTypeByMetadataName("System.Threading.CancellationTokenSource");

    public INamedTypeSymbol? Canceled { get; } = compilation.GetTypeByMetadataName("System.OperationCanceledException");

    public bool IsToken(ITypeSymbol? type) => type is not null && SymbolEqualityComparer.Default.Equals(type, Token);

    public bool IsSource(ITypeSymbol? type) => type is not null && SymbolEqualityComparer.Default.Equals(type, Source);

    /// <summary>A token that somebody may cancel: not <c>None</c> and not <c>default</c>.</summary>
    public bool IsLiveToken(IOperation value) =>
        IsToken(value.Unwrapped().Type)
        && value.Unwrapped() is not (IDefaultValueOperation or IObjectCreationOperation or ILiteralOperation or IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true } });

    /// <summary>
    /// The token that code is meant to pass on; null when there is none or more than one. Lambdas without parameters
    /// and local functions see the token of the function around them.
    /// </summary>
    public TokenInScope? InScope(IOperation operation, ISymbol member)
    {
        for (var current = operation.Function(); ; current = current.Function())
        {
            switch (current)
            {
                case IAnonymousFunctionOperation { Symbol: var lambda }:
                    if (lambda.Parameters.Length > 0 || lambda.IsStatic)
                    {
                        return Among(lambda.Parameters);
                    }

                    break;
                case ILocalFunctionOperation { Symbol: var local }:
                    if (local.IsStatic || local.Parameters.Any(parameter => IsToken(parameter.Type)))
                    {
                        return Among(local.Parameters);
                    }

                    break;
                default:
                    return member is IMethodSymbol method ? Among(method.Parameters) ?? OfController(method) : null;
            }
        }
    }

    private TokenInScope? Among(ImmutableArray<IParameterSymbol> parameters)
    {
        TokenInScope? found = null;
        foreach (var parameter in parameters)
        {
            var token = parameter.RefKind is RefKind.Out or RefKind.Ref ? null
                : IsToken(parameter.Type) ? new TokenInScope(parameter.Name, parameter, IsParameter: true)
                : Brought(parameter);
            if (token is not null && found is not null && token.IsParameter == found.IsParameter)
            {
                return null;
            }

            found = token is { IsParameter: true } ? token : found ?? token;
        }

        return found is { Symbol.Name: "_" } ? null : found;
    }

    private TokenInScope? Brought(IParameterSymbol parameter)
    {
        foreach (var (type, property) in _bringers)
        {
            if (SymbolEqualityComparer.Default.Equals(parameter.Type.OriginalDefinition, type))
            {
                return new TokenInScope(parameter.Name + "." + property, parameter, IsParameter: false);
            }
        }

        return null;
    }

    private TokenInScope? OfController(IMethodSymbol method)
    {
        for (var type = method.ContainingType; _controller is not null && type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, _controller))
            {
                return new TokenInScope("HttpContext.RequestAborted", null, IsParameter: false);
            }
        }

        return null;
    }
}
