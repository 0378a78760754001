using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>When the code of a function runs, as far as other threads are concerned.</summary>
internal enum Construction
{
    None,

    /// <summary>While its instance is made: nobody else has the instance yet, so nobody else holds its locks.</summary>
    Instance,

    /// <summary>While its type is initialised: other threads wait at the door of the type.</summary>
    Static,

    /// <summary>While its instance is given up (Dispose, finalizer): by convention nobody else uses it any more.</summary>
    Teardown,
}

/// <summary>How the instance that a call runs on relates to the caller's.</summary>
internal enum Receiver
{
    /// <summary>The same instance, or the same call of the same member (local functions).</summary>
    Same,

    /// <summary>Another instance, or none.</summary>
    Other,
}

/// <summary>A lock that a function itself waits for and takes, and what it held before.</summary>
internal sealed record Acquisition(Hold Hold, HoldSet Held, SyntaxNode At)
{
    public LockIdentity Lock => Hold.Lock;

    /// <summary>The functions that are called, one by the other, to get here; empty in the function that takes the lock.</summary>
    public ImmutableArray<IMethodSymbol> Path { get; init; } = ImmutableArray<IMethodSymbol>.Empty;
}

/// <summary>Any step with a lock: taking, trying, releasing.</summary>
internal sealed record LockStep(LockEffect Effect, LockState Before, SyntaxNode At);

/// <summary>A call of a function of the same type (or of a type nested with it), and what is held during it.</summary>
internal sealed record Call(IMethodSymbol Target, Receiver Receiver, HoldSet Held, SyntaxNode At)
{
    /// <summary>The caller waits at once for the task that the target returns: all of an async target runs within the call.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>The target is a lambda that is run at once where it is written.</summary>
    public bool IsOfLambda => Target.MethodKind == MethodKind.AnonymousFunction;

    // A place in the code is itself, whatever it looks like.
    public bool Equals(Call? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>Code that may run on another thread is started here.</summary>
/// <param name="Function">The lambda or the method that is started.</param>
internal sealed record Start(IMethodSymbol Function, DelegateUse Use, HoldSet Held, SyntaxNode At);

/// <summary>Code of unknown origin runs here, on this thread: a delegate, an event, a member that can be overridden.</summary>
internal sealed record ForeignCall(ISymbol Target, HoldSet Held, IOperation Operation);

/// <summary>The thread waits here for something that is no lock: a task, another thread, the clock.</summary>
internal sealed record BlockingStep(HoldSet Held, IOperation Operation);

/// <summary>
/// What one function (member, local function, lambda, initialiser) does by itself. Facts that need other functions are in
/// <see cref="TypeSummary"/>.
/// </summary>
internal sealed class FunctionSummary(ISymbol function, FunctionSummary? enclosing, DelegateUse? use)
{
    private ConcurrentDictionary<SyntaxNode, int>? _firstJoin;

    public ISymbol Function { get; } = function;

    /// <summary>The function that a lambda or a local function is written in.</summary>
    public FunctionSummary? Enclosing { get; } = enclosing;

    /// <summary>What becomes of a lambda; null for all that has a name.</summary>
    public DelegateUse? Use { get; } = use;

    /// <summary>The operation tree of a whole member; null for functions nested in one.</summary>
    public IOperation? Tree { get; set; }

    /// <summary>The hold sets of the body; null when it takes and releases no lock.</summary>
    public HoldSets? Holds { get; set; }

    public List<Acquisition> Acquisitions { get; } = [];

    public List<LockStep> Steps { get; } = [];

    public List<Call> Calls { get; } = [];

    /// <summary>Calls of functions of other types of the compilation.</summary>
    public List<Call> OuterCalls { get; } = [];

    public List<FieldAccess> Accesses { get; } = [];

    public List<Start> Starts { get; } = [];

    public List<ForeignCall> Foreign { get; } = [];

    public List<BlockingStep> Blocking { get; } = [];

    /// <summary>Objects that are assigned to fields where they are made: how a semaphore or a lock was set up.</summary>
    public List<(IFieldSymbol Field, IObjectCreationOperation Creation)> Creations { get; } = [];

    /// <summary>Functions that are turned into delegates here: who calls them, and when, is unknown.</summary>
    public List<IMethodSymbol> Escaping { get; } = [];

    /// <summary>Where in a body of the function the first wait for what it has started ends; see <see cref="ThreadPhases"/>.</summary>
    public ConcurrentDictionary<SyntaxNode, int> FirstJoin => LazyInitializer.EnsureInitialized(ref _firstJoin, static () => new(1, 1))!;

    /// <summary>Whether its name says that its caller holds the lock.</summary>
    public bool SaysCallerHolds { get; } = function is IMethodSymbol { Name.Length: > 0 } && LockedNames.SaysCallerHolds(function.Name);

    /// <summary>Whether a call runs the body to its end: not so for iterators and async functions.</summary>
    public bool RunsInCall { get; set; } = true;
}
