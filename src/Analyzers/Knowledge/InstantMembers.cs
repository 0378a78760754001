using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Members of which every caller expects that they return at once.</summary>
internal enum InstantMember
{
    Constructor,
    StaticConstructor,
    Getter,
    Dispose,
    Finalizer,
    LazyFactory,
}

/// <summary>Tells the members that should be instant, and the ones among them that may block all the same.</summary>
internal sealed class InstantMembers(Compilation compilation, SyncMembers syncMembers)
{
    private readonly INamedTypeSymbol? _lazy = compilation.GetTypeByMetadataName("System.Lazy`1");
    private readonly INamedTypeSymbol? _asyncDisposable = compilation.GetTypeByMetadataName("System.IAsyncDisposable");

    /// <summary>The kind of the instant member that the operation is directly in; null when it is in none.</summary>
    public InstantMember? Around(IOperation operation, FunctionContext function)
    {
        if (function.Symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
        {
            return IsLazyFactory(operation) ? InstantMember.LazyFactory : null;
        }

        return function.Symbol switch
        {
            IFieldSymbol or IPropertySymbol => function.Symbol.IsStatic ? InstantMember.StaticConstructor : InstantMember.Constructor,
            IMethodSymbol method => Of(method),
            _ => null,
        };
    }

    /// <summary>
    /// Whether nothing is left to mend: the type offers DisposeAsync and Dispose is the door for those who cannot await, or
    /// it is the set-up of tests.
    /// </summary>
    public bool MayBlock(InstantMember kind, ISymbol member) =>
        (kind == InstantMember.Dispose && IsAsyncDisposable(member.ContainingType))
        || (kind is InstantMember.Constructor or InstantMember.Dispose && member.ContainingType.GetMembers().Any(syncMembers.IsTest));

    /// <summary>The member as a message names it.</summary>
    public static string Describe(InstantMember kind, FunctionContext function) => kind switch
    {
        InstantMember.Constructor => $"the constructor of '{function.Member.ContainingType.Name}'",
        InstantMember.StaticConstructor => $"the static initialisation of '{function.Member.ContainingType.Name}'",
        InstantMember.Getter => $"the getter of '{function.Name}'",
        InstantMember.Finalizer => $"the finalizer of '{function.Member.ContainingType.Name}'",
        InstantMember.LazyFactory => "the factory of a Lazy",
        _ => $"'{function.Member.ContainingType.Name}.Dispose'",
    };

    private static InstantMember? Of(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Constructor => InstantMember.Constructor,
        MethodKind.StaticConstructor => InstantMember.StaticConstructor,
        MethodKind.PropertyGet => InstantMember.Getter,
        MethodKind.Destructor => InstantMember.Finalizer,
        MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation when IsDispose(method) => InstantMember.Dispose,
        _ => null,
    };

    private static bool IsDispose(IMethodSymbol method) =>
        method is { ReturnsVoid: true, Name: "Dispose" or "System.IDisposable.Dispose" }
        && (method.Parameters.Length == 0 || (method.Parameters.Length == 1 && method.Parameters[0].Type.SpecialType == SpecialType.System_Boolean));

    private bool IsAsyncDisposable(INamedTypeSymbol type) =>
        _asyncDisposable is not null && type.AllInterfaces.Contains(_asyncDisposable, SymbolEqualityComparer.Default);

    // The lambda is an argument of new Lazy<T>(…).
    private bool IsLazyFactory(IOperation operation)
    {
        var current = operation;
        while (current is not null and not IAnonymousFunctionOperation)
        {
            current = current.Parent;
        }

        return current?.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IObjectCreationOperation { Type: INamedTypeSymbol type } } }
            && _lazy is not null
            && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _lazy);
    }
}
