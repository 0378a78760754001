using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// Types whose instances several threads use, by what frameworks do with them: an instance that serves all requests, one
/// whose static state all requests share, and types that say so themselves.
/// </summary>
internal sealed class SharedTypes(Compilation compilation)
{
    private readonly Lazy<Dictionary<string, string>> _registrations = new(() => Registrations(compilation));

    /// <summary>Why several threads use one instance of the type, as it stands in a message; null when nothing says so.</summary>
    public string? ReasonFor(INamedTypeSymbol type)
    {
        if (GuardAttributes.Has(type, "ThreadSafeAttribute"))
        {
            return $"'{type.Name}' is marked [ThreadSafe]";
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var contract in current.Interfaces)
            {
                if (contract.AllInterfaces.Add(contract).Any(static one => one is { Name: "IHostedService", ContainingNamespace.Name: "Hosting" }))
                {
                    return $"'{type.Name}' is a hosted service";
                }

                if (contract is { Name: "IMiddleware", ContainingNamespace.Name: "Http" })
                {
                    return $"'{type.Name}' is a middleware, one instance for all requests";
                }
            }

            if (current is { Name: "Hub", ContainingNamespace.Name: "SignalR" })
            {
                return null; // an instance a call
            }
        }

        if (IsConventionalMiddleware(type))
        {
            return $"'{type.Name}' is a middleware, one instance for all requests";
        }

        return _registrations.Value.TryGetValue(type.Name, out var registration) ? $"'{type.Name}' is registered with {registration}" : null;
    }

    /// <summary>Whether something in the compilation can make a type serve all requests.</summary>
    public bool MayServeRequests =>
        _registrations.Value.Count > 0
        || compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HttpContext") is not null;

    /// <summary>
    /// Why one instance of the type serves all requests at once, as it stands in a message: a singleton by registration, or a
    /// middleware. A hosted service is one instance too, but the host calls it once.
    /// </summary>
    public string? ServesRequests(INamedTypeSymbol type) =>
        IsConventionalMiddleware(type) || type.AllInterfaces.Any(static one => one is { Name: "IMiddleware", ContainingNamespace.Name: "Http" })
            ? $"'{type.Name}' is a middleware, one instance for all requests"
            : _registrations.Value.TryGetValue(type.Name, out var registration) && registration != "AddHostedService"
                ? $"'{type.Name}' is registered with {registration}"
                : null;

    /// <summary>Whether requests make instances of the type in parallel: its static state is shared, its own is not.</summary>
    public static bool IsMadePerRequest(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: "ControllerBase" or "Controller" or "PageModel" or "Hub", ContainingNamespace: { } space }
                && space.ToDisplayString().StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
            {
                return true;
            }

            foreach (var attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass is { Name: "ApiControllerAttribute" or "ControllerAttribute" })
                {
                    return true;
                }
            }
        }

        return HasEntryPoints(type);
    }

    /// <summary>Whether a host calls methods of the type by attribute, as a cloud function: any number at the same time.</summary>
    public static bool HasEntryPoints(INamedTypeSymbol type) =>
        type.GetMembers().Any(static member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary } && member.GetAttributes().Any(static data =>
            data.AttributeClass is { Name: "FunctionAttribute" or "FunctionNameAttribute", ContainingNamespace: { } space } && space.ToDisplayString().StartsWith("Microsoft.Azure", StringComparison.Ordinal)));

    private static bool IsConventionalMiddleware(INamedTypeSymbol type) =>
        type.GetMembers().Any(static member =>
            member is IMethodSymbol { Name: "Invoke" or "InvokeAsync", DeclaredAccessibility: Accessibility.Public, Parameters.Length: > 0 } method
            && method.Parameters[0].Type is { Name: "HttpContext", ContainingNamespace.Name: "Http" })
        && type.InstanceConstructors.Any(static made => made.Parameters.Any(static parameter => parameter.Type.Name == "RequestDelegate"));

    // By name and without binding: the registration is in another file than the type, and a rule that looks at one type
    // must not bind a second one. Only files that name such a method are walked.
    private static Dictionary<string, string> Registrations(Compilation compilation)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.IServiceCollection") is null)
        {
            return found;
        }

        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetText().ToString() is var text && text.IndexOf("Singleton", StringComparison.Ordinal) < 0 && text.IndexOf("AddHostedService", StringComparison.Ordinal) < 0)
            {
                continue;
            }

            foreach (var name in tree.GetRoot().DescendantNodes().OfType<GenericNameSyntax>())
            {
                if (name.Identifier.ValueText is "AddSingleton" or "TryAddSingleton" or "AddHostedService" or "AddKeyedSingleton")
                {
                    foreach (var argument in name.TypeArgumentList.Arguments.OfType<SimpleNameSyntax>())
                    {
                        found[argument.Identifier.ValueText] = name.Identifier.ValueText;
                    }
                }
            }
        }

        return found;
    }
}
