using System.Globalization;
using Spectre.Console;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Rendering;

/// <summary>A recording for people: what limits the process, its time by state, and where it waits.</summary>
internal static class TextRecording
{
    private const int MaxSites = 15;
    private const int MaxSitesVerbose = 200;
    private const int BarWidth = 30;

    private static readonly (TimeState State, string Name)[] s_states =
    [
        (TimeState.Running, "running"),
        (TimeState.Ready, "ready, no processor"),
        (TimeState.Lock, "waiting for locks"),
        (TimeState.Task, "blocked on tasks"),
        (TimeState.Signal, "waiting for signals"),
        (TimeState.Sleep, "sleeping"),
        (TimeState.InputOutput, "in system calls"),
        (TimeState.StandingBy, "standing by"),
        (TimeState.Idle, "idle workers"),
    ];

    public static void Write(IAnsiConsole console, Recorded recorded, TextOptions options)
    {
        var lines = new TextLines(console);
        var target = recorded.Target;
        lines.Write(0,
            ($"{target.Name} (process {target.ProcessId}{(target.RuntimeVersion is { } version ? $", .NET {version}" : "")}), {Seconds(recorded.Duration)}: ", TextLines.Plain),
            (Approach.Of(recorded) + ".", TextLines.Strong));
        foreach (var limitation in recorded.Limitations)
        {
            lines.Write(0, ($"Not seen: {limitation}.", TextLines.Doubtful));
        }

        lines.Blank();
        WriteBudget(lines, recorded.Budget);
        lines.Blank();
        WriteSites(lines, recorded, options);
        lines.Write(0, (string.Create(CultureInfo.InvariantCulture, $"{recorded.Looks} looks stopped the process for {recorded.Paused.TotalMilliseconds:0.#} ms in all; the rest is from events of its runtime and counts of the kernel."), TextLines.Faint));
    }

    private static void WriteBudget(TextLines lines, TimeBudget budget)
    {
        lines.Write(0, ("Time of its threads", TextLines.Strong), ($"  {Seconds(budget.All)} in all, of which {Seconds(budget.Active)} had something to do", TextLines.Faint));
        var most = s_states.Max(entry => budget[entry.State]);
        foreach (var (state, name) in s_states.Where(entry => budget[entry.State] > TimeSpan.Zero))
        {
            var time = budget[state];
            var bar = new string('#', (int)Math.Ceiling(BarWidth * (time / most)));
            lines.Write(1, ($"{name,-20} {Seconds(time),9}  ", TextLines.Plain), (bar, state is TimeState.Idle or TimeState.StandingBy ? TextLines.Faint : TextLines.Place));
        }
    }

    private static void WriteSites(TextLines lines, Recorded recorded, TextOptions options)
    {
        lines.Write(0, ("Where they waited", TextLines.Strong), ("  longest first, all threads together", TextLines.Faint));
        var max = options.Verbose ? MaxSitesVerbose : MaxSites;
        foreach (var site in recorded.Sites.Take(max))
        {
            var mean = site.Total / Math.Max(1, site.Count);
            var how = site.LastedThroughout
                ? $"{ThreadNaming.Count(site.Threads, "thread", "threads")} from beginning to end"
                : $"{ThreadNaming.Count(site.Count, "wait", "waits")} of {ThreadNaming.Count(site.Threads, "thread", "threads")}, {Milliseconds(mean)} each, at most {Milliseconds(site.Longest)}";
            lines.Write(1,
                ($"{Seconds(site.Total),9}  ", TextLines.Strong),
                ($"{Kind(site.Kind),-12} ", TextLines.Doubtful),
                (site.At.Method, TextLines.Plain),
                (site.At.Line is { } line ? $"  {line}" : "", TextLines.Place),
                ($"  {how}", TextLines.Faint));
            if (options.Verbose)
            {
                foreach (var frame in site.Stack)
                {
                    lines.Write(4, (frame.Method, frame.IsFramework ? TextLines.Faint : TextLines.Plain), (frame.Line is { } at ? $"  {at}" : "", TextLines.Place));
                }
            }
        }

        if (recorded.Sites.IsEmpty)
        {
            lines.Write(1, ("no wait was recorded", TextLines.Faint));
        }
        else if (recorded.Sites.Length > max)
        {
            lines.Write(1, ($"... and {recorded.Sites.Length - max} more places", TextLines.Faint));
        }

        lines.Blank();
    }

    private static string Kind(WaitKind kind) => kind switch
    {
        WaitKind.Monitor or WaitKind.Lock => "lock",
        WaitKind.ReaderWriterLock => "rw lock",
        WaitKind.Task or WaitKind.Tasks => "task",
        WaitKind.MonitorPulse => "pulse",
        WaitKind.SemaphoreSlim => "semaphore",
        WaitKind.BlockingCollection => "queue",
        WaitKind.ChildProcess => "process",
        WaitKind.TypeInitializer or WaitKind.Lazy => "initialiser",
        WaitKind.ManualResetEventSlim or WaitKind.CountdownEvent or WaitKind.WaitHandle => "event",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.##} ms");
}
