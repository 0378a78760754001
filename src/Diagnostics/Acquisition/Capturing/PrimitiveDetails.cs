using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>The numbers of a primitive that say why nobody comes through.</summary>
internal static class PrimitiveDetails
{
    /// <summary>Null when there is nothing to say, or the fields are not known.</summary>
    public static string? Of(ClrObject target, WaitableKind kind) => kind switch
    {
        WaitableKind.Event => Event(target),
        WaitableKind.CountdownEvent => Countdown(target),
        WaitableKind.Barrier => Barrier(target),
        WaitableKind.BlockingCollection => Collection(target),
        _ => null,
    };

    /// <summary>
    /// Whether what is waited for has come already, so that the waiters are about to see it: the signaller may have gone.
    /// A barrier forgets who arrived when the last one does, so fewer have arrived then than wait.
    /// </summary>
    public static bool HasSignalled(ClrObject target, WaitableKind kind, int waiting) => kind switch
    {
        WaitableKind.Event => Read(target, PrimitiveLayout.EventStateField) is { } state && PrimitiveLayout.IsSet(state),
        WaitableKind.CountdownEvent => Read(target, PrimitiveLayout.CountdownCurrentField) == 0,
        WaitableKind.SemaphoreSlim => Read(target, PrimitiveLayout.SemaphoreCountField) > 0,
        WaitableKind.Barrier => Read(target, PrimitiveLayout.BarrierStateField) is { } state
            && PrimitiveLayout.BarrierCounts(state) is var (arrived, participants) && (arrived == participants || arrived < waiting),
        _ => false,
    };

    private static string? Event(ClrObject target) => Read(target, PrimitiveLayout.EventStateField) is { } state
        ? $"{(PrimitiveLayout.IsSet(state) ? "set" : "not set")}, {PrimitiveLayout.WaitersOf(state)} waiting"
        : null;

    private static string? Countdown(ClrObject target) =>
        Read(target, PrimitiveLayout.CountdownInitialField) is { } initial && Read(target, PrimitiveLayout.CountdownCurrentField) is { } current
            ? $"{current} of {initial} signals missing"
            : null;

    private static string? Barrier(ClrObject target)
    {
        if (Read(target, PrimitiveLayout.BarrierStateField) is not { } state)
        {
            return null;
        }

        var (arrived, participants) = PrimitiveLayout.BarrierCounts(state);
        return $"{arrived} of {participants} participants arrived";
    }

    private static string? Collection(ClrObject target)
    {
        if (!target.TryReadObjectField(PrimitiveLayout.CollectionItemsField, out var items)
            || Read(items, PrimitiveLayout.SemaphoreCountField) is not { } count
            || Read(target, PrimitiveLayout.CollectionBoundField) is not { } bound
            || Read(target, PrimitiveLayout.CollectionAddersField) is not { } adders)
        {
            return null;
        }

        var holds = count == 0 ? "empty" : bound < 0 ? $"{count} items" : $"{count} of {bound} items";
        return $"{holds}, adding {(PrimitiveLayout.IsAddingCompleted(adders) ? "completed" : "not completed")}";
    }

    private static int? Read(ClrObject target, string field) =>
        !target.IsNull && target.TryReadField<int>(field, out var value) ? value : null;
}
