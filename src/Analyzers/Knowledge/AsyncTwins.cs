using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// Finds the asynchronous form of a synchronous call by letting the compiler bind the call that would be written instead.
/// Names only decide whether that is worth a try.
/// </summary>
internal sealed class AsyncTwins(Compilation compilation, TaskTypes tasks)
{
    private readonly ConcurrentDictionary<(ISymbol Type, string Name), bool> _members = new();
    private readonly ConcurrentDictionary<(SyntaxTree Tree, ISymbol Type, string Name), bool> _extensions = new();
    private readonly INamedTypeSymbol? _obsolete = compilation.GetTypeByMetadataName("System.ObsoleteAttribute");

    /// <summary>The twin that can be awaited in the place of the call, or null. The token in scope is handed on.</summary>
    public AsyncTwin? Find(IInvocationOperation call, FunctionContext function)
    {
        var method = call.TargetMethod;
        if (!MayHave(call)
            || call.Syntax is not InvocationExpressionSyntax syntax
            || call.SemanticModel is not { } model
            || !MayExist(call, syntax, model)
            || tasks.IsTaskLike(method.ReturnType)
            || AsyncTwin.Renamed(syntax, method.Name + "Async") is not { } renamed)
        {
            return null;
        }

        var guards = new TwinGuards(call, function, _obsolete);
        var token = TokenNames.Name(function.Symbol);
        if (token is not null)
        {
            var withToken = AsyncTwin.WithToken(renamed, token, "cancellationToken");
            if (Bind(withToken, syntax, model, guards, call) is { } handed)
            {
                return new AsyncTwin(withToken, handed);
            }
        }

        return Bind(renamed, syntax, model, guards, call) is { } twin ? new AsyncTwin(renamed, twin) : null;
    }

    /// <summary>
    /// The cheap first test: a member with the name of the twin, or a type that is not the framework's, which may have
    /// extension methods.
    /// </summary>
    public bool MayHave(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (call.IsImplicit
            || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction)
            || method.Name is "Dispose" or "Wait" or "ToString" or "Equals" or "GetHashCode" or "GetType"
            || method.ReturnsByRef || method.ReturnsByRefReadonly || method.ReturnType.IsRefLikeType
            || method.Name.EndsWith("Async", StringComparison.Ordinal))
        {
            return false;
        }

        return method.MethodKind == MethodKind.LocalFunction
            || method.IsExtensionMethod
            || !CollectionMethods.IsLibrary(method)
            || HasMember(call.Instance?.Type ?? method.ContainingType, method.Name);
    }

    private bool HasMember(ITypeSymbol type, string method) =>
        _members.GetOrAdd((type, method), static key => HasTwin((ITypeSymbol)key.Type, key.Name + "Async"));

    private IMethodSymbol? Bind(InvocationExpressionSyntax rewritten, SyntaxNode original, SemanticModel model, TwinGuards guards, IInvocationOperation call) =>
        model.GetSpeculativeSymbolInfo(original.SpanStart, rewritten, SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol twin
        && GivesTheSame(call.TargetMethod, twin)
        && guards.Allow(twin)
            ? twin
            : null;

    private bool GivesTheSame(IMethodSymbol method, IMethodSymbol twin)
    {
        if (!tasks.IsTaskLike(twin.ReturnType) || twin.ReturnType is not INamedTypeSymbol { TypeArguments: var results })
        {
            return false;
        }

        if (method.ReturnsVoid || results.Length != 1)
        {
            return method.ReturnsVoid && results.Length == 0;
        }

        var conversion = compilation.ClassifyCommonConversion(results[0], method.ReturnType);
        return conversion.IsIdentity || (conversion.IsImplicit && conversion.IsReference);
    }

    private bool MayExist(IInvocationOperation call, InvocationExpressionSyntax syntax, SemanticModel model)
    {
        var method = call.TargetMethod;
        var name = method.Name + "Async";
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return !model.LookupSymbols(syntax.SpanStart, name: name).IsEmpty;
        }

        var receiver = call.Instance?.Type ?? (IsReduced(syntax, call) ? call.Arguments[0].Value.Unwrapped().Type : null);
        if (HasMember(receiver ?? method.ContainingType, method.Name) || (method.IsStatic && HasMember(method.ContainingType, method.Name)))
        {
            return true;
        }

        // An extension method: a framework type has its own twins, so those are only looked for on other types and queries.
        if (receiver is null || (!method.IsExtensionMethod && CollectionMethods.IsLibrary(method)))
        {
            return false;
        }

        var place = (syntax.SyntaxTree, receiver, name);
        if (!_extensions.TryGetValue(place, out var known))
        {
            known = !model.LookupSymbols(syntax.SpanStart, receiver, name, includeReducedExtensionMethods: true).IsEmpty;
            _extensions.TryAdd(place, known);
        }

        return known;
    }

    private static bool IsReduced(InvocationExpressionSyntax syntax, IInvocationOperation call) =>
        call.TargetMethod.IsExtensionMethod
        && call.Arguments.Length > 0
        && syntax.Expression is MemberAccessExpressionSyntax access
        && call.Arguments[0].Value.Syntax.Span == access.Expression.Span;

    private static bool HasTwin(ITypeSymbol type, string name)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            return parameter.ConstraintTypes.Any(constraint => HasTwin(constraint, name));
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (!current.GetMembers(name).IsEmpty)
            {
                return true;
            }
        }

        // Code in a nested type may call the static methods of the types around it.
        return (type.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(contract => !contract.GetMembers(name).IsEmpty))
            || (type.ContainingType is { } outer && HasTwin(outer, name));
    }
}
