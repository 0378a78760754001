using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>The collections that several threads may use at once, and what their members ask and do.</summary>
internal sealed class ConcurrentCollections(Compilation compilation)
{
    private const string Space = "System.Collections.Concurrent.";

    private readonly INamedTypeSymbol?[] _types =
    [
        compilation.GetTypeByMetadataName(Space + "ConcurrentQueue`1"),
        compilation.GetTypeByMetadataName(Space + "ConcurrentStack`1"),
        compilation.GetTypeByMetadataName(Space + "ConcurrentBag`1"),
        compilation.GetTypeByMetadataName(Space + "BlockingCollection`1"),
    ];

    // A second one that nobody keeps does no harm: nothing is opened before it is used.
    private static readonly string[] s_harmlessDisposables = ["SemaphoreSlim", "ReaderWriterLockSlim", "ManualResetEventSlim", "CancellationTokenSource", "MemoryStream", "Lazy", "HttpRequestMessage", "StringWriter", "StringReader"];

    public INamedTypeSymbol? Dictionary { get; } = compilation.GetTypeByMetadataName(Space + "ConcurrentDictionary`2");

    public INamedTypeSymbol? Disposable { get; } = compilation.GetTypeByMetadataName("System.IDisposable");

    public INamedTypeSymbol? AsyncDisposable { get; } = compilation.GetTypeByMetadataName("System.IAsyncDisposable");

    public bool IsDictionary(ITypeSymbol? type) => Is(type, Dictionary);

    public bool IsConcurrent(ITypeSymbol? type) => IsDictionary(type) || _types.Any(known => Is(type, known));

    /// <summary>Asks about the state of the collection, which can be another one right after.</summary>
    public static bool IsQuestion(ISymbol member) =>
        member.Name is "ContainsKey" or "TryGetValue" or "Contains" or "Count" or "IsEmpty" or "TryPeek";

    /// <summary>Changes the collection, or fails when the state is not as expected.</summary>
    public static bool IsAct(ISymbol member) =>
        member.Name is "TryAdd" or "TryRemove" or "TryUpdate" or "this[]" or "Add" or "Remove" or "TryDequeue" or "TryPop" or "TryTake" or "Take"
            or "Enqueue" or "Push" or "Clear";

    /// <summary>Whether a value that is made and thrown away leaves something open.</summary>
    public bool HoldsResource(ITypeSymbol type) =>
        Array.IndexOf(s_harmlessDisposables, type.Name) < 0
        && (Implements(type, Disposable) || Implements(type, AsyncDisposable));

    private static bool Implements(ITypeSymbol type, INamedTypeSymbol? contract) =>
        contract is not null
        && (SymbolEqualityComparer.Default.Equals(type, contract) || type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default));

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, other);
}
