using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>What a function's kind and name say about who calls it, when, and how far a call reaches.</summary>
internal static class FunctionRoles
{
    /// <summary>The phase that a function by itself belongs to; null when its callers decide.</summary>
    public static Construction? ConstructionOf(ISymbol function) => function switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => Construction.Instance,
        IMethodSymbol { MethodKind: MethodKind.StaticConstructor } => Construction.Static,
        IMethodSymbol method when IsTeardown(method) => Construction.Teardown,
        IFieldSymbol or IPropertySymbol or IEventSymbol => function.IsStatic ? Construction.Static : Construction.Instance,
        _ => null,
    };

    // An iterator does not run in its call. An async function does up to its first await, and to its end where the caller awaits it.
    public static bool StartsInCall(FunctionSummary function) => function.RunsInCall || function.Function is IMethodSymbol { IsAsync: true };

    public static bool Spans(Call call, FunctionSummary target) => target.RunsInCall || call.IsAwaited;

    // Explicit implementations of an interface are private by the letter; their method kind tells them apart.
    public static bool IsReachedOnlyByName(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.LocalFunction or MethodKind.AnonymousFunction => true,
        MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove =>
            method.DeclaredAccessibility == Accessibility.Private && method.ExplicitInterfaceImplementations.IsEmpty,
        _ => false,
    };

    private static bool IsTeardown(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Destructor
        || (method.Name is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "System.IDisposable.Dispose" or "System.IAsyncDisposable.DisposeAsync"
            && !method.IsStatic && method.Parameters.All(static parameter => parameter.Type.SpecialType == SpecialType.System_Boolean));
}
