using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Knowledge;

internal enum PrimitiveKind
{
    /// <summary>A signal, a thread or a count of permits is waited for.</summary>
    Signal,

    /// <summary>SemaphoreSlim.Wait: it has a form that can be awaited.</summary>
    Semaphore,

    /// <summary>Thread.Sleep, but for 0 and 1, which give the processor away.</summary>
    Sleep,

    /// <summary>An item of a blocking collection, or of a blocking view of an async stream.</summary>
    Item,
}

/// <summary>The members of the synchronisation primitives and blocking collections that hold the calling thread.</summary>
internal sealed class BlockingPrimitives(Compilation compilation)
{
    private readonly INamedTypeSymbol? _thread = compilation.GetTypeByMetadataName("System.Threading.Thread");
    private readonly INamedTypeSymbol? _monitor = compilation.GetTypeByMetadataName("System.Threading.Monitor");
    private readonly INamedTypeSymbol? _handle = compilation.GetTypeByMetadataName("System.Threading.WaitHandle");
    private readonly INamedTypeSymbol? _slimEvent = compilation.GetTypeByMetadataName("System.Threading.ManualResetEventSlim");
    private readonly INamedTypeSymbol? _countdown = compilation.GetTypeByMetadataName("System.Threading.CountdownEvent");
    private readonly INamedTypeSymbol? _barrier = compilation.GetTypeByMetadataName("System.Threading.Barrier");
    private readonly INamedTypeSymbol? _semaphore = compilation.GetTypeByMetadataName("System.Threading.SemaphoreSlim");
    private readonly INamedTypeSymbol? _collection = compilation.GetTypeByMetadataName("System.Collections.Concurrent.BlockingCollection`1");

    public INamedTypeSymbol? Semaphore => _semaphore;

    public INamedTypeSymbol? Thread => _thread;

    /// <summary>The names of all that <see cref="Find"/> can find.</summary>
    public static IReadOnlyCollection<string> Members { get; } =
        ["Wait", "WaitOne", "WaitAny", "WaitAll", "SignalAndWait", "Join", "Sleep", "Take", "TryTake", "TakeFromAny", "TryTakeFromAny", "GetConsumingEnumerable", "ToBlockingEnumerable"];

    /// <summary>What the call waits for; null when it does not block. Names are compared first.</summary>
    public PrimitiveKind? Find(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "Wait":
                return Is(method, _semaphore) ? Waits(call, PrimitiveKind.Semaphore)
                    : Is(method, _slimEvent) || Is(method, _countdown) || Is(method, _monitor) ? Waits(call, PrimitiveKind.Signal)
                    : null;
            case "WaitOne" or "WaitAny" or "WaitAll" or "SignalAndWait":
                return Derives(method.ContainingType, _handle) || Is(method, _barrier) ? Waits(call, PrimitiveKind.Signal) : null;
            case "Join":
                return Is(method, _thread) ? Waits(call, PrimitiveKind.Signal) : null;
            case "Sleep":
                return Is(method, _thread) && !IsYield(call) ? PrimitiveKind.Sleep : null;
            case "Take" or "TryTake" or "TakeFromAny" or "TryTakeFromAny":
                return Is(method, _collection) && (method.Name[1] == 'a' || Timeouts.IsLimited(call)) ? Waits(call, PrimitiveKind.Item) : null;
            case "GetConsumingEnumerable":
                return Is(method, _collection) ? PrimitiveKind.Item : null;
            case "ToBlockingEnumerable":
                return method.ContainingType.Name == "TaskAsyncEnumerableExtensions" ? PrimitiveKind.Item : null;
            default:
                return null;
        }
    }

    private static PrimitiveKind? Waits(IInvocationOperation call, PrimitiveKind kind) => Timeouts.IsPoll(call) ? null : kind;

    // Sleep(0) and Sleep(1) let other threads run; nobody means to wait by them.
    private static bool IsYield(IInvocationOperation call) =>
        call.Arguments.Length == 1
        && (Timeouts.IsZero(call.Arguments[0].Value) || call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: 1 });

    private static bool Is(IMethodSymbol method, INamedTypeSymbol? type) =>
        type is not null && SymbolEqualityComparer.Default.Equals(method.ContainingType.OriginalDefinition, type);

    private static bool Derives(INamedTypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        for (var current = type; current is not null && ancestor is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, ancestor))
            {
                return true;
            }
        }

        return false;
    }
}
