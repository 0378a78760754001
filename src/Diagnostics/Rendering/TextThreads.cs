using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering;

/// <summary>The threads, those with the same stack and the same wait as one.</summary>
internal static class TextThreads
{
    private const int MaxNames = 5;

    /// <summary>Threads of their own that are alike are shown by name, up to so many.</summary>
    private const int MostByName = 3;

    public static void Write(TextLines lines, ProcessSnapshot snapshot, TextOptions options)
    {
        var hidden = snapshot.Threads.Count(thread => !options.Verbose && thread.Kind is ThreadKind.Runtime or ThreadKind.Timer or ThreadKind.Finalizer);
        var idle = snapshot.Threads.Count(thread => thread.Activity == ThreadActivity.Idle);
        var notes = string.Join(", ", new[]
        {
            idle > 0 ? $"{idle} idle pool {(idle == 1 ? "worker" : "workers")}" : null,
            hidden > 0 ? $"{hidden} of the runtime not shown" : null,
        }.OfType<string>());
        lines.Write(0, ($"Threads ({snapshot.Threads.Length})", TextLines.Strong), (notes.Length > 0 ? $"  {notes}" : "", TextLines.Faint));
        var groups = snapshot.Threads
            .Where(thread => thread.Activity != ThreadActivity.Idle)
            .Where(thread => options.Verbose || thread.Kind is not (ThreadKind.Runtime or ThreadKind.Timer or ThreadKind.Finalizer))
            .GroupBy(thread => StackKey(snapshot, thread, options))
            .SelectMany(group => group.Any(thread => thread.Kind != ThreadKind.Dedicated) || (group.Count() > MostByName && !options.Verbose) ? [[.. group]] : group.Select(thread => new[] { thread }))
            .OrderByDescending(group => group.Length)
            .ToArray();
        foreach (var group in groups.Take(options.MaxThreadGroups))
        {
            WriteGroup(lines, snapshot, group, options);
        }

        if (groups.Length > options.MaxThreadGroups)
        {
            var rest = groups.Skip(options.MaxThreadGroups).Sum(group => group.Length);
            lines.Write(1, ($"... and {rest} more threads; --verbose shows all", TextLines.Faint));
        }

        lines.Blank();
    }

    /// <summary>Equal for threads that look alike: frames that are not shown make no difference.</summary>
    private static string StackKey(ProcessSnapshot snapshot, ThreadInfo thread, TextOptions options) =>
        string.Join('\n', thread.Frames.Where((_, index) => IsShown(thread, index, options)).Select(frame => $"{frame.Method}:{frame.Line}"))
        + "\n" + Waiting(snapshot, thread)
        + (thread.Kind == ThreadKind.Dedicated ? "\ndedicated" : "")
        + (thread.Frames.IsEmpty && thread.Name is not null ? $"\n{thread.Name}" : "") // its name is all that is known of it
        + (thread.Holds.Any(hold => hold.Frame >= 0 && IsShown(thread, hold.Frame, options)) ? $"#{thread.Id}" : "");

    private static void WriteGroup(TextLines lines, ProcessSnapshot snapshot, ThreadInfo[] threads, TextOptions options)
    {
        var first = threads[0];
        var who = threads.Length == 1 ? ThreadNaming.Of(first) : $"{threads.Length} x {(first.Kind == ThreadKind.Pool ? "pool worker" : "thread")}"
            + (first is { Kind: ThreadKind.Dedicated, Name: not null } ? $", {ThreadNaming.Of(first)} and {threads.Length - 1} more" : "");
        var native = options.Verbose ? $"  OS thread {string.Join(", ", threads.Select(thread => thread.OsId))}{(threads.Length == 1 ? Details(first) : "")}" : "";
        lines.Write(1, (who, TextLines.Strong), ($"  {Waiting(snapshot, first)}", TextLines.Plain), (native, TextLines.Faint));
        var written = 0;
        for (var i = 0; i < first.Frames.Length && written < options.MaxFrames; i++)
        {
            if (!IsShown(first, i, options))
            {
                continue;
            }

            var frame = first.Frames[i];
            var place = options.Verbose && frame.Line is { } line ? $"{line.File}:{line.Number}" : frame.Line?.ToString();
            lines.Write(2, (frame.Method, frame.IsFramework ? TextLines.Faint : TextLines.Plain), (place is null ? "" : $"  {place}", TextLines.Place));
            WriteLocks(lines, snapshot, first, i, options);
            written++;
        }
    }

    /// <summary>User code, and the one call of the framework above it: what it called.</summary>
    private static bool IsShown(ThreadInfo thread, int index, TextOptions options) =>
        options.Verbose
        || !thread.Frames[index].IsFramework
        || (index + 1 < thread.Frames.Length && !thread.Frames[index + 1].IsFramework);

    /// <summary>Lock lines stand inside the stack, at the frame they belong to.</summary>
    private static void WriteLocks(TextLines lines, ProcessSnapshot snapshot, ThreadInfo thread, int frame, TextOptions options)
    {
        if (thread.Wait is { Waitable: { } wanted } wait && wait.Frame == frame)
        {
            var waitable = snapshot.Waitables[wanted];
            var owner = (waitable.Owner ?? waitable.Holders.FirstOrDefault(holder => holder.Thread != thread.Id)?.Thread) is { } id ? snapshot.Threads.FirstOrDefault(other => other.Id == id) : null;
            var detail = waitable.Detail is { } numbers ? $" ({numbers})" : "";
            lines.Write(3, ($"- waiting for {LockNaming.Wanted(waitable, wait.Mode)}{detail}{(owner is not null ? $", {LockNaming.By(waitable, owner)}" : waitable.OwnerHasEnded ? ", held by a thread that has ended" : IsOwnedBySomebody(waitable) ? $", by whom it is held is not known: {waitable.OwnerUnknownBecause}" : "")}", TextLines.Doubtful), (Address(waitable, options), TextLines.Faint));
            if (options.Verbose && LockNaming.Candidates(waitable, snapshot) is { } candidates)
            {
                lines.Write(4, (candidates, TextLines.Faint));
            }
        }

        foreach (var hold in thread.Holds.Where(hold => hold.Frame == frame))
        {
            lines.Write(3, ($"- {LockNaming.Holds(snapshot.Waitables[hold.Waitable], thread.Id)}", TextLines.Doubtful), (Address(snapshot.Waitables[hold.Waitable], options), TextLines.Faint));
        }
    }

    /// <summary>Not of events and the like, which nobody owns, nor of a semaphore, of which the code tells.</summary>
    private static bool IsOwnedBySomebody(Waitable waitable) =>
        waitable is { OwnerUnknownBecause: not null, Owner: null, Holders.IsEmpty: true } and ({ TypeName: "Mutex" } or { Kind: WaitableKind.SpinLock or WaitableKind.Lock or WaitableKind.ReaderWriterLock });

    private static string Several(ProcessSnapshot snapshot, Wait wait)
    {
        var names = string.Join(", ", wait.Several.Take(MaxNames).Select(index => ThreadNaming.Of(snapshot.Waitables[index])));
        var rest = wait.Several.Length > MaxNames ? $" and {wait.Several.Length - MaxNames} more" : "";
        return wait.NeedsAll switch
        {
            true => $"all of {names}{rest}",
            false => $"any of {names}{rest}",
            null => $"any or all of {names}{rest}",
        };
    }

    private static string Address(Waitable waitable, TextOptions options) => options.Verbose ? $"  at 0x{waitable.Address:x}" : "";

    /// <summary>What a thread does, in a few words.</summary>
    public static string Waiting(ProcessSnapshot snapshot, ThreadInfo thread) => thread switch
    {
        { IsNotSeen: true } => "not seen: it ran while the process was read",
        { WaitChannel: { } channel } => $"in {channel} of the kernel ({Native(thread)})",
        { NativeState: not null } when snapshot.Capture.Detail == CaptureDetail.Native => Native(thread),
        _ => WaitingFor(snapshot, thread),
    };

    /// <summary>What the name of a thread does not say.</summary>
    private static string Details(ThreadInfo thread)
    {
        var kind = thread.Kind switch { ThreadKind.Runtime => " of the runtime", ThreadKind.Timer => ", which fires timers", ThreadKind.Finalizer => ", the finalizer", _ => "" };
        return thread is { NativeState: not null, WaitChannel: null } ? $"{kind}, {Native(thread)}" : kind;
    }

    /// <summary>The states of proc(5), and the processor time.</summary>
    private static string Native(ThreadInfo thread)
    {
        var state = thread.NativeState switch
        {
            'R' => "runs",
            'S' => "sleeps",
            'D' => "waits for a device",
            'T' => "stopped by a signal",
            't' => "held by a tracer",
            'Z' or 'X' => "ended",
            var other => $"state {other}",
        };
        return thread.ProcessorTime is { } time ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{state}, {time.TotalSeconds:0.0} s of processor time") : state;
    }

    private static string WaitingFor(ProcessSnapshot snapshot, ThreadInfo thread) => (thread.Activity, thread.Wait) switch
    {
        (_, { Waitable: { } waitable } wait) => $"waits for {LockNaming.Wanted(snapshot.Waitables[waitable], wait.Mode)}",
        (_, { Task: { } task }) when snapshot.Tasks.FieldOf(task) is { } field => $"blocks on the {snapshot.Tasks[task].Shape.Name} of {field}",
        (_, { Task: { } task }) => $"blocks on the task of {snapshot.Tasks[task].Shape.Name}",
        (_, { Several.IsEmpty: false } wait) => $"waits for {Several(snapshot, wait)}",
        (_, { Thread: { } joined }) => $"waits for thread #{joined} to end",
        (_, { Process: { } process }) => $"waits for process {process} to end",
        (_, { Kind: WaitKind.Task or WaitKind.Tasks }) => "blocks on a task",
        (_, { Kind: WaitKind.ChildProcess }) => "waits for a process to end",
        (_, { Kind: WaitKind.Join }) => "waits for a thread to end",
        (_, { } wait) => $"waits in {wait.Kind}",
        (ThreadActivity.Sleeping, _) => "sleeps",
        (ThreadActivity.Idle, _) => "idle",
        (_, _) when thread.Call is { } call => call.Doing,
        _ => "runs",
    };
}
