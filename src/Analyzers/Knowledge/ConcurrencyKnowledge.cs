using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// What is true of the libraries that a compilation references, resolved once per compilation and shared by all rules.
/// It answers questions and never reports.
/// </summary>
internal sealed class ConcurrencyKnowledge
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrencyKnowledge> s_byCompilation = new();

    private readonly Lazy<TaskTypes> _tasks;
    private readonly Lazy<LockTypes> _locks;
    private readonly Lazy<BlockingCalls> _blocking;
    private readonly Lazy<AsyncContext> _context;
    private readonly Lazy<SyncMembers> _syncMembers;
    private readonly Lazy<SharedTypes> _sharedTypes;
    private readonly Lazy<LockingCalls> _lockingCalls;
    private readonly Lazy<SharedObjects> _sharedObjects;
    private readonly Lazy<ConcurrentCollections> _concurrentCollections;

    private readonly Lazy<WideValues> _wideValues;
    private readonly Lazy<AsyncTwins> _twins;
    private readonly Lazy<BlockingPrimitives> _primitives;
    private readonly Lazy<AsyncDisposables> _disposables;
    private readonly Lazy<InstantMembers> _instantMembers;

    private ConcurrencyKnowledge(Compilation compilation)
    {
        _tasks = new(() => new TaskTypes(compilation));
        _locks = new(() => new LockTypes(compilation, Tasks));
        _blocking = new(() => new BlockingCalls(Tasks));
        _context = new(() => new AsyncContext(compilation, Tasks));
        _syncMembers = new(() => new SyncMembers(compilation));
        _sharedTypes = new(() => new SharedTypes(compilation));
        _lockingCalls = new(() => new LockingCalls(compilation));
        _sharedObjects = new(() => new SharedObjects(compilation));
        _concurrentCollections = new(() => new ConcurrentCollections(compilation));
        _wideValues = new(() => new WideValues(compilation));
        _twins = new(() => new AsyncTwins(compilation, Tasks));
        _primitives = new(() => new BlockingPrimitives(compilation));
        _disposables = new(() => new AsyncDisposables(compilation));
        _instantMembers = new(() => new InstantMembers(compilation, SyncMembers));
    }

    public TaskTypes Tasks => _tasks.Value;

    public LockTypes Locks => _locks.Value;

    public BlockingCalls Blocking => _blocking.Value;

    public AsyncContext Context => _context.Value;

    public SyncMembers SyncMembers => _syncMembers.Value;

    public SharedTypes SharedTypes => _sharedTypes.Value;

    public LockingCalls LockingCalls => _lockingCalls.Value;

    public SharedObjects SharedObjects => _sharedObjects.Value;

    public ConcurrentCollections ConcurrentCollections => _concurrentCollections.Value;

    public WideValues WideValues => _wideValues.Value;

    public AsyncTwins Twins => _twins.Value;

    public BlockingPrimitives Primitives => _primitives.Value;

    public AsyncDisposables Disposables => _disposables.Value;

    public InstantMembers InstantMembers => _instantMembers.Value;

    public static ConcurrencyKnowledge For(Compilation compilation) =>
        s_byCompilation.GetValue(compilation, static c => new ConcurrencyKnowledge(c));
}
