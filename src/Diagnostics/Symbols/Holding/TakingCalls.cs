using System.Reflection.Metadata;

namespace Unravel.Diagnostics.Symbols.Holding;

/// <summary>Which calls take a semaphore or give it back, and what that makes of their result.</summary>
internal sealed class TakingCalls(MethodSummaries summaries)
{
    private const string Semaphore = "System.Threading.SemaphoreSlim";

    /// <summary>Fields whose semaphores may be given back without having been taken: for a caller they are no longer held.</summary>
    public HashSet<string> ReleasesForOthers { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields whose semaphores are given back here, taken here or not.</summary>
    public HashSet<string> Released { get; } = new(StringComparer.Ordinal);

    /// <summary>Something was given back and nobody can say what.</summary>
    public bool ReleasesAnything { get; private set; }

    public bool GivesBack(MethodDefinitionHandle method) => summaries.Of(method).MayRelease.Count > 0;

    public FlowState Call(CalledMethod called, int offset, FlowState state)
    {
        state = state.Pop(called.Parameters + (called.HasThis ? 1 : 0), out var arguments);
        var receiver = called.HasThis ? FlowSteps.Load(state, arguments[0]) : SymbolicValue.Unknown;
        if (called.Type == Semaphore)
        {
            return OfSemaphore(called, receiver, offset, state);
        }

        switch (receiver, called.Name)
        {
            case (SymbolicValue.Taking, "GetAwaiter" or "ConfigureAwait" or "AsTask" or "Preserve"):
                return state.Push(receiver);
            case (SymbolicValue.Taking taking, "GetResult" or "get_Result" or "Wait"):
                return GetResult(called, taking, state);
            case (SymbolicValue.Releaser releaser, "Dispose"):
                return state.Release(new SymbolicValue.Place(releaser.Path));
            case (SymbolicValue.Releaser releaser, "DisposeAsync"):
                return state.Release(new SymbolicValue.Place(releaser.Path)).Push(SymbolicValue.Unknown);
        }

        // Whoever gets the address of a variable may change it.
        foreach (var argument in arguments.Skip(called.HasThis ? 1 : 0))
        {
            state = FlowSteps.Forget(state, argument);
        }

        return called.Definition is { } definition ? OfThisModule(called, definition, receiver, offset, state)
            : called.ReturnsValue ? state.Push(SymbolicValue.Unknown)
            : state;
    }

    private FlowState OfSemaphore(CalledMethod called, SymbolicValue receiver, int offset, FlowState state)
    {
        var path = (receiver as SymbolicValue.Place)?.Path;
        switch (called.Name)
        {
            case "Release":
                ReleasesAnything |= path is null;
                if (path is not null)
                {
                    Released.Add(path.Last);
                }

                if (path is not null && !state.Held.ContainsKey(path))
                {
                    ReleasesForOthers.Add(path.Last);
                }

                state = state.Release(receiver);
                return called.ReturnsValue ? state.Push(SymbolicValue.Unknown) : state;
            case "Wait" when path is not null:
                return called.ReturnsValue ? state.Push(new SymbolicValue.Answer(path, offset, WhenTrue: true)) : state.Hold(path, offset);
            case "WaitAsync" when path is not null:
                // With a limit of time or tries the task says whether it was got; with at most a token it is got or throws.
                return state.Push(new SymbolicValue.Taking(path, offset, called.ReturnsGeneric ? TakeOutcome.WhenTrue : TakeOutcome.Always));
            default:
                return called.ReturnsValue ? state.Push(SymbolicValue.Unknown) : state;
        }
    }

    private static FlowState GetResult(CalledMethod called, SymbolicValue.Taking taking, FlowState state)
    {
        var (after, result) = taking.Outcome switch
        {
            TakeOutcome.Always => (state.Hold(taking.Path, taking.Taken), SymbolicValue.Unknown),
            TakeOutcome.WhenTrue => (state, new SymbolicValue.Answer(taking.Path, taking.Taken, WhenTrue: true)),
            _ => (state.Hold(taking.Path, taking.Taken), new SymbolicValue.Releaser(taking.Path)),
        };
        return called.ReturnsValue ? after.Push(result) : after;
    }

    private FlowState OfThisModule(CalledMethod called, MethodDefinitionHandle definition, SymbolicValue receiver, int offset, FlowState state)
    {
        var summary = summaries.Of(definition);
        var instance = (receiver as SymbolicValue.Place)?.Path;
        var released = state.Held.Keys.Where(held => summary.MayRelease.Contains(held.Last)).ToArray();
        ReleasesForOthers.UnionWith(summary.MayRelease.Except(released.Select(path => path.Last)));
        state = state.GiveUp(held => summary.MayRelease.Contains(held.Last));
        if (summary.Getter is { } getter && getter.From(instance) is { } value)
        {
            return state.Push(new SymbolicValue.Place(value));
        }

        if (summary.Takes?.From(instance) is not { } taken)
        {
            return called.ReturnsValue ? state.Push(SymbolicValue.Unknown) : state;
        }

        if (summary.TakesAsync)
        {
            return called.ReturnsValue ? state.Push(new SymbolicValue.Taking(taken, offset, summary.Outcome)) : state;
        }

        state = state.Hold(taken, offset);
        return called.ReturnsValue ? state.Push(new SymbolicValue.Releaser(taken)) : state;
    }
}
