using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>The task types of the framework, and what can be said of a type or an expression of such a type.</summary>
internal sealed class TaskTypes(Compilation compilation)
{
    private readonly INamedTypeSymbol?[] _configured =
    [
        compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.ConfiguredTaskAwaitable"),
        compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1"),
        compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable"),
        compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1"),
    ];

    private readonly INamedTypeSymbol? _builder =
        compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.AsyncMethodBuilderAttribute");

    public INamedTypeSymbol? Task { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task");

    public INamedTypeSymbol? TaskOfT { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task`1");

    public INamedTypeSymbol? ValueTask { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.ValueTask");

    public INamedTypeSymbol? ValueTaskOfT { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.ValueTask`1");

    public INamedTypeSymbol? TaskFactory { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskFactory");

    public INamedTypeSymbol? TaskFactoryOfT { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskFactory`1");

    public INamedTypeSymbol? Source { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskCompletionSource");

    public INamedTypeSymbol? SourceOfT { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskCompletionSource`1");

    /// <summary>Task, Task of T, ValueTask or ValueTask of T; not types that derive from them.</summary>
    public bool IsTask(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition: var definition }
        && (Is(definition, Task) || Is(definition, TaskOfT) || Is(definition, ValueTask) || Is(definition, ValueTaskOfT));

    /// <summary>A task type or a type that derives from one; a type parameter counts by its constraints.</summary>
    public bool IsTaskOrDerived(ITypeSymbol? type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            return parameter.ConstraintTypes.Any(IsTaskOrDerived);
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (IsTask(current))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What <c>ConfigureAwait</c> returns.</summary>
    public bool IsConfigured(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition: var definition } && _configured.Any(known => Is(definition, known));

    /// <summary>A type that an <c>async</c> method may return: a task or a type that names its own method builder.</summary>
    public bool IsTaskLike(ITypeSymbol? type) =>
        IsTask(type)
        || (_builder is not null && type is INamedTypeSymbol named
            && named.OriginalDefinition.GetAttributes().Any(attribute => Is(attribute.AttributeClass, _builder)));

    public bool IsSource(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition: var definition } && (Is(definition, Source) || Is(definition, SourceOfT));

    public bool IsFactory(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition: var definition } && (Is(definition, TaskFactory) || Is(definition, TaskFactoryOfT));

    private static bool Is(INamedTypeSymbol? type, INamedTypeSymbol? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(type, other);
}
