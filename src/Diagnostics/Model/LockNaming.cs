namespace Unravel.Diagnostics.Model;

/// <summary>How findings and pictures speak of what is held and wanted; the same words everywhere.</summary>
internal static class LockNaming
{
    /// <summary>What a thread waits for: <c>Bank._gate</c>, <c>Bank._ledger to write</c>, <c>the initialisation of Bank</c>.</summary>
    public static string Wanted(Waitable waitable, LockMode? mode) => waitable.Kind switch
    {
        WaitableKind.TypeInitializer => $"the initialisation of {ThreadNaming.Of(waitable)}",
        _ => ThreadNaming.Of(waitable) + ToDo(mode),
    };

    /// <summary>What a waiter wants to do: <c> to write</c>; empty for locks that know one way only.</summary>
    public static string ToDo(LockMode? mode) => mode switch
    {
        LockMode.Read => " to read",
        LockMode.Upgradeable => " to read and perhaps write",
        LockMode.Write => " to write",
        _ => "",
    };

    /// <summary>What a thread has: <c>holds Bank._gate</c>, <c>holds Bank._ledger for reading</c>, <c>initialises Bank</c>.</summary>
    public static string Holds(Waitable waitable, int thread) => waitable.Kind switch
    {
        WaitableKind.TypeInitializer => $"initialises {ThreadNaming.Of(waitable)}",
        WaitableKind.Lazy => $"makes {ThreadNaming.Of(waitable)}",
        _ => $"holds {ThreadNaming.Of(waitable)}{HowHeld(waitable, thread)}",
    };

    /// <summary>Who has it: <c>held by "teller" (#4)</c>, <c>run by "host" (#5)</c>.</summary>
    public static string By(Waitable waitable, ThreadInfo holder) => waitable.Kind switch
    {
        WaitableKind.TypeInitializer => $"run by {ThreadNaming.Of(holder)}",
        WaitableKind.Lazy => $"made by {ThreadNaming.Of(holder)}",
        _ => $"held by {ThreadNaming.Of(holder)}{HowHeld(waitable, holder.Id)}",
    };

    /// <summary>Who could end a wait: <c>could be set by "feeder" (#5) in Mill.Feed, or Mill.GrindAsync</c>; null when nobody is known who could.</summary>
    public static string? Candidates(Waitable waitable, ProcessSnapshot snapshot)
    {
        var names = waitable.Candidates.Select(candidate => candidate.Thread is { } id && snapshot.Threads.FirstOrDefault(thread => thread.Id == id) is { } thread
            ? $"{ThreadNaming.Of(thread)} in {candidate.Through}"
            : candidate.Through).ToArray();
        return names.Length == 0 ? null : $"could be {Signalled(waitable.Kind)} by {string.Join(", or ", names)}";
    }

    private static string Signalled(WaitableKind kind) => kind switch
    {
        WaitableKind.Monitor => "pulsed",
        WaitableKind.SemaphoreSlim => "released",
        WaitableKind.Barrier => "reached",
        WaitableKind.CountdownEvent or WaitableKind.WaitHandle => "signalled",
        WaitableKind.BlockingCollection or WaitableKind.Channel => "moved on",
        _ => "set",
    };

    /// <summary>How this thread holds the lock; null when it does not, or when there is only one way.</summary>
    public static LockMode? ModeOf(Waitable waitable, int thread)
    {
        foreach (var holder in waitable.Holders)
        {
            if (holder.Thread == thread && holder.Mode is not null)
            {
                return holder.Mode;
            }
        }

        return waitable.Kind == WaitableKind.ReaderWriterLock && waitable.Owner == thread ? LockMode.Write : null;
    }

    private static string HowHeld(Waitable waitable, int thread) => ModeOf(waitable, thread) switch
    {
        LockMode.Read => " for reading",
        LockMode.Upgradeable => " for upgradeable reading",
        LockMode.Write => " for writing",
        _ => "",
    };
}
