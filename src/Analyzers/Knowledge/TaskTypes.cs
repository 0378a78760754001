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

    private readonly INamedTypeSymbol? _notify = compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.INotifyCompletion");

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
            && HasBuilder(named.OriginalDefinition, _builder));

    private static bool HasBuilder(INamedTypeSymbol type, INamedTypeSymbol builder)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (Is(attribute.AttributeClass, builder))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The T of Task of T or ValueTask of T; null for every other type.</summary>
    public ITypeSymbol? ResultOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } && IsTask(type) ? arguments[0] : null;

    /// <summary>A task of a task: who awaits it has not awaited the inner one.</summary>
    public bool IsNested(ITypeSymbol? type) => ResultOf(type) is { } result && IsTask(result);

    /// <summary>What a call may return that somebody should wait for: tasks, their derived and configured forms, and user-made task types.</summary>
    public bool IsWaitable(ITypeSymbol? type) => IsTaskOrDerived(type) || IsConfigured(type) || IsTaskLike(type);

    /// <summary>Any type that can be awaited, also by an awaiter that a user made.</summary>
    public bool IsAwaitable(ITypeSymbol? type) =>
        IsWaitable(type)
        || (type is not null && type.GetMembers("GetAwaiter").Any(member =>
            member is IMethodSymbol { Parameters.IsEmpty: true, IsStatic: false, ReturnType: var awaiter } && IsAwaiter(awaiter)));

    public bool IsSource(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition: var definition } && (Is(definition, Source) || Is(definition, SourceOfT));

    public bool IsFactory(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition: var definition } && (Is(definition, TaskFactory) || Is(definition, TaskFactoryOfT));

    private bool IsAwaiter(ITypeSymbol type) =>
        _notify is not null
        && type.AllInterfaces.Contains(_notify, SymbolEqualityComparer.Default)
        && !type.GetMembers("IsCompleted").IsEmpty && !type.GetMembers("GetResult").IsEmpty;

    private static bool Is(INamedTypeSymbol? type, INamedTypeSymbol? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(type, other);
}
