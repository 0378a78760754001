using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The functions of a whole compilation that take locks, by themselves or through others of any type, and who calls them with
/// what held. Recursion is no special case: all is a fixpoint.
/// </summary>
internal sealed class CompilationCalls
{
    private readonly Dictionary<ISymbol, CallNode> _nodes = new(SymbolEqualityComparer.Default);
    private readonly KnownCallers _known;

    /// <param name="types">The types that take locks.</param>
    public CompilationCalls(IReadOnlyList<TypeSummary> types, PlainCalls plain, KnownCallers known)
    {
        _known = known;
        foreach (var type in types)
        {
            foreach (var function in type.Functions)
            {
                var own = function.Acquisitions.Select(taken => Named(taken, function, type)).OfType<Acquisition>().ToList();
                var node = new CallNode(function.Function, function, type) { Own = own };
                node.Reached.AddRange(own);
                _nodes[function.Function] = node;
            }
        }

        AddPlain(plain);
        foreach (var caller in _nodes.Values.Where(static node => node.Summary is not null).ToList())
        {
            foreach (var call in caller.Summary!.Calls.Concat(caller.Summary.OuterCalls))
            {
                if (_nodes.TryGetValue(call.Target, out var callee) && (callee.Summary is null ? !FunctionReader.MayYield(callee.Function) : FunctionRoles.Spans(call, callee.Summary)))
                {
                    Connect(caller, callee, Named(call.Held, caller.Function), call);
                }
            }
        }

        Worklist.Settle(_nodes.Values, static node => node.Reach(), static node => node.Callers.Select(static call => call.Caller));
    }

    /// <summary>The functions of the types that take locks.</summary>
    public IEnumerable<CallNode> Functions => _nodes.Values.Where(static node => node.Summary is not null);

    /// <summary>Finds what all callers of each function hold. Until then nothing counts as held at the start of one.</summary>
    public void FindEntries() => Worklist.Settle(_nodes.Values, Enter, static node => node.Calls.Select(static call => call.Callee));

    // By names that other types know.
    private static HoldSet Named(HoldSet held, ISymbol function) => held.IsEmpty ? held : HoldSet.Of(
        held.All.Select(hold => (Hold: hold, Lock: hold.Lock.OfSomeInstance(function.ContainingType)))
            .Where(static named => named.Lock is not null)
            .Select(static named => named.Hold with { Lock = named.Lock! }));

    // Semaphores that let several in are in nobody's way, and neither is the lock of an object that nobody else has yet.
    private static Acquisition? Named(Acquisition taken, FunctionSummary function, TypeSummary type) =>
        type.IsExclusive(taken.Hold)
        && !LockOrder.IsUnshared(taken.Lock, function, type)
        && taken.Lock.OfSomeInstance(function.Function.ContainingType) is { } named
            ? taken with { Hold = taken.Hold with { Lock = named }, Held = Named(taken.Held, function.Function) }
            : null;

    private static void Connect(CallNode caller, CallNode callee, HoldSet held, Call? call)
    {
        var edge = new CallEdge(caller, callee, held, call);
        caller.Calls.Add(edge);
        callee.Callers.Add(edge);
    }

    // Of the functions without locks only those matter that lead to one: they are found from there, backwards.
    private void AddPlain(PlainCalls plain)
    {
        var callers = plain.All.ToLookup(static call => call.Callee, SymbolEqualityComparer.Default);
        var open = new Queue<ISymbol>(_nodes.Keys);
        var found = new List<PlainCall>();
        while (open.Count > 0)
        {
            foreach (var call in callers[open.Dequeue()])
            {
                if (_nodes.TryGetValue(call.Caller, out var known))
                {
                    if (known.Summary is null)
                    {
                        found.Add(call);
                    }

                    continue;
                }

                found.Add(call);
                _nodes.Add(call.Caller, new CallNode(call.Caller, null, null));
                open.Enqueue(call.Caller);
            }
        }

        // The bag has no order, and messages must not depend on which thread was first.
        found.Sort();
        foreach (var call in found)
        {
            Connect(_nodes[call.Caller], _nodes[call.Callee], HoldSet.Empty, call: null);
        }
    }

    // Starts with "no caller seen yet" and shrinks.
    private bool Enter(CallNode node)
    {
        HoldSet? held = null;
        if (_known.AreAllOf(node))
        {
            foreach (var call in node.Callers)
            {
                if (call.Caller.Entry is { } before)
                {
                    var atCall = before.Union(call.Held);
                    held = held is null ? atCall : held.Meet(atCall);
                }
            }
        }
        else
        {
            held = HoldSet.Empty;
        }

        if (held is not null && node.Summary is { } summary)
        {
            held = held.Union(Named(node.Type!.HeldAtEntry(summary), node.Function));
        }

        var changes = held is not null && !held.Equals(node.Entry);
        node.Entry = held;
        return changes;
    }
}
