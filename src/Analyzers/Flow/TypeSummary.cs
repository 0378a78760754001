using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// What the functions of one outermost type, with the types nested in it, do together: who is called by whom, with what
/// held, and which locks a call may take in the end. Recursion is no special case: everything here is a fixpoint.
/// </summary>
internal sealed class TypeSummary
{
    private readonly Dictionary<ISymbol, FunctionSummary> _functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<(FunctionSummary Caller, Call Call)>> _callers = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _escaping = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, HoldSet> _entry = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Construction> _construction = new(SymbolEqualityComparer.Default);
    private readonly ReachedLocks _reached;
    private readonly ConcurrencyKnowledge _knowledge;
    private readonly Lazy<LockSetups> _setups;
    private readonly Lazy<ConcurrencyEvidence> _concurrency;

    public TypeSummary(INamedTypeSymbol outermost, IEnumerable<FunctionSummary> functions, ConcurrencyKnowledge knowledge)
    {
        Type = outermost;
        _knowledge = knowledge;
        foreach (var function in functions)
        {
            // In a file that is being typed two members can have one signature; one of them is enough.
            _functions[function.Function] = function;
        }

        foreach (var function in _functions.Values)
        {
            _escaping.UnionWith(function.Escaping);
            foreach (var call in function.Calls)
            {
                if (!_callers.TryGetValue(call.Target, out var callers))
                {
                    _callers[call.Target] = callers = [];
                }

                callers.Add((function, call));
            }
        }

        Worklist.Settle(_functions.Values.Where(static function => FunctionRoles.ConstructionOf(function.Function) is not null), ConstructionChanges, Callees);
        var takesLocks = _functions.Values.Any(static function => function.Steps.Count > 0);
        if (takesLocks || _functions.Keys.Any(function => !DeclaredGuards.HeldAtEntry(function, knowledge.Locks).IsEmpty))
        {
            Worklist.Settle(_functions.Values, EntryChanges, Callees);
        }

        _reached = new(this, takesLocks);
        _setups = new(() => new LockSetups(_functions.Values));
        _concurrency = new(() => new ConcurrencyEvidence(this, knowledge));
    }

    /// <summary>The outermost type.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>Why the type is taken to be used by several threads, if it is.</summary>
    public ConcurrencyEvidence Concurrency => _concurrency.Value;

    /// <summary>How the locks in the fields of the type were made.</summary>
    public LockSetups Setups => _setups.Value;

    /// <summary>Every access to a field of the type in its own code, in source order.</summary>
    public IEnumerable<FieldAccess> Accesses => _functions.Values.SelectMany(static function => function.Accesses);

    public IEnumerable<FunctionSummary> Functions => _functions.Values;

    /// <summary>The summary of a function of the type; null when it has no body here.</summary>
    public FunctionSummary? Find(ISymbol function) => _functions.TryGetValue(function, out var summary) ? summary : null;

    /// <summary>The calls of a function from within the type. There may be others, from elsewhere.</summary>
    public IReadOnlyList<(FunctionSummary Caller, Call Call)> CallersOf(FunctionSummary function) =>
        _callers.TryGetValue(function.Function, out var callers) ? callers : [];

    /// <summary>Whether the function becomes a delegate, or an override may run instead: not all of its calls are known.</summary>
    public bool IsHandedOut(IMethodSymbol function) => _escaping.Contains(function);

    /// <summary>
    /// What every caller holds when the function starts, and what it requires by attribute; nothing more for what others can call too.
    /// </summary>
    public HoldSet HeldAtEntry(FunctionSummary function) =>
        _entry.TryGetValue(function.Function, out var held) ? held : HoldSet.Empty;

    /// <summary>All that is held for certain at an access: by the function itself, and by all of its callers.</summary>
    public HoldSet HeldAt(FieldAccess access) => access.Held.Union(HeldAtEntry(access.Function));

    /// <summary>Whether only one thread at a time can hold the lock this way, as far as is known: semaphores that let several in are none.</summary>
    public bool IsExclusive(Hold hold) => hold.Kind != LockKind.Semaphore || Setups.CapacityOf(hold.Lock) == 1;

    /// <summary>Whether the function runs only while its instance or its type is made.</summary>
    public Construction ConstructionOf(FunctionSummary function) =>
        _construction.TryGetValue(function.Function, out var construction) ? construction : Construction.None;

    /// <summary>
    /// The locks that a call may take, by itself or through others, as the caller would name them; with each the locks
    /// that are held by then. Locks that the caller has no name for are left out.
    /// </summary>
    public IEnumerable<Acquisition> Reached(Call call) => _reached.Of(call);

    private IEnumerable<FunctionSummary> Callees(FunctionSummary function) =>
        function.Calls.Where(call => _functions.ContainsKey(call.Target)).Select(call => _functions[call.Target]);

    // Starts with "no caller seen yet" (no entry in the table) and shrinks.
    private bool EntryChanges(FunctionSummary function)
    {
        var declared = DeclaredGuards.HeldAtEntry(function.Function, _knowledge.Locks);
        if (!HasOnlyKnownCallers(function, out var callers) || !FunctionRoles.StartsInCall(function))
        {
            return !declared.IsEmpty && SetEntry(function, declared);
        }

        HoldSet? held = null;
        foreach (var (caller, call) in callers)
        {
            if (call.Receiver == Receiver.Same && ConstructionOf(caller) != Construction.None && ConstructionOf(function) == Construction.None)
            {
                continue; // nobody else has the object while it is made or given up, so nothing need be held
            }

            if (HasOnlyKnownCallers(caller, out _) && FunctionRoles.StartsInCall(caller) && !_entry.ContainsKey(caller.Function))
            {
                continue; // a cycle of helpers that nobody has entered yet
            }

            var atCall = FunctionRoles.Spans(call, function)
                ? call.Held.Union(HeldAtEntry(caller)).Where(identity => Translation.ToTarget(identity, call))
                : HoldSet.Empty;
            held = held is null ? atCall : held.Meet(atCall);
        }

        return held is not null && SetEntry(function, held.Union(declared));
    }

    private bool SetEntry(FunctionSummary function, HoldSet held)
    {
        if (_entry.TryGetValue(function.Function, out var known) && known.Equals(held))
        {
            return false;
        }

        _entry[function.Function] = held;
        return true;
    }

    private bool ConstructionChanges(FunctionSummary function)
    {
        var construction = FunctionRoles.ConstructionOf(function.Function) ?? OfCallers(function);
        if (construction == ConstructionOf(function))
        {
            return false;
        }

        _construction[function.Function] = construction;
        return true;
    }

    private Construction OfCallers(FunctionSummary function)
    {
        if (!HasOnlyKnownCallers(function, out var callers))
        {
            return Construction.None;
        }

        Construction? common = null;
        foreach (var (caller, call) in callers)
        {
            if (caller == function)
            {
                continue;
            }

            var kind = call.Receiver == Receiver.Same || function.Function.IsStatic ? ConstructionOf(caller) : Construction.None;
            if (kind == Construction.None || (common is { } before && before != kind))
            {
                return Construction.None;
            }

            common = kind;
        }

        return common ?? Construction.None;
    }

    // A lambda has callers only where it is run at once; else it is called by whoever got it. A private function without callers is called by name (reflection, Main).
    private bool HasOnlyKnownCallers(FunctionSummary function, out List<(FunctionSummary Caller, Call Call)> callers)
    {
        callers = [];
        return function.Function is IMethodSymbol method
            && FunctionRoles.IsReachedOnlyByName(method)
            && !_escaping.Contains(method)
            && _callers.TryGetValue(method, out callers!);
    }
}
