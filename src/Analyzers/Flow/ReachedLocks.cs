using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>The locks that the calls of one outermost type may take in the end, through functions of the type.</summary>
internal sealed class ReachedLocks
{
    // Beyond this many ways to take locks below one function, more of them say nothing new.
    private const int Most = 32;

    private readonly Dictionary<ISymbol, List<Acquisition>> _byFunction = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Call, List<Acquisition>> _underLocks = []; // for calls with locks held: several rules ask for these
    private readonly TypeSummary _type;

    /// <param name="any">Whether the type takes a lock at all.</param>
    public ReachedLocks(TypeSummary type, bool any)
    {
        _type = type;
        if (any)
        {
            Worklist.Settle(
                type.Functions.Where(static function => function.Calls.Count > 0),
                Changes,
                function => type.CallersOf(function).Select(static caller => caller.Caller));
        }
    }

    /// <inheritdoc cref="TypeSummary.Reached(Call)"/>
    public IEnumerable<Acquisition> Of(Call call) => _underLocks.TryGetValue(call, out var known) ? known : Find(call);

    private IEnumerable<Acquisition> Find(Call call)
    {
        if (_type.Find(call.Target) is not { } target || !FunctionRoles.Spans(call, target))
        {
            yield break;
        }

        foreach (var below in _byFunction.TryGetValue(call.Target, out var reached) ? reached : target.Acquisitions)
        {
            if (Translation.ToCaller(below.Lock, call))
            {
                yield return below with
                {
                    Held = call.Held.Union(below.Held.Where(held => Translation.ToCaller(held, call))),
                    Path = call.IsOfLambda ? below.Path : below.Path.Insert(0, call.Target),
                };
            }
        }
    }

    private bool Changes(FunctionSummary function)
    {
        if (!_byFunction.TryGetValue(function.Function, out var reached))
        {
            _byFunction[function.Function] = reached = [.. function.Acquisitions];
        }

        var before = reached.Count;
        foreach (var call in function.Calls)
        {
            // A list, as a function that calls itself adds to what it reads. The last time a function is looked at, all below is known.
            var taken = Find(call).ToList();
            if (!call.Held.IsEmpty)
            {
                _underLocks[call] = taken;
            }

            foreach (var below in taken)
            {
                if (reached.Count < Most && !reached.Exists(known => known.Lock.Equals(below.Lock) && known.Held.Equals(below.Held)))
                {
                    reached.Add(below);
                }
            }
        }

        return reached.Count > before;
    }
}
