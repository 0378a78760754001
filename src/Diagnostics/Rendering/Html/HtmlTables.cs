using System.Globalization;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Html;

/// <summary>The rows of the page's tables.</summary>
internal sealed class HtmlTables(ProcessSnapshot snapshot)
{
    /// <summary>More would make a page that no browser likes; the JSON has them all.</summary>
    public const int MaxTasks = 50_000;

    private readonly Dictionary<int, ThreadInfo> _threads = snapshot.Threads.ToDictionary(thread => thread.Id);

    public HtmlThread[] Threads() =>
    [
        .. snapshot.Threads.Select(thread => new HtmlThread(
            thread.Id, thread.OsId, ThreadNaming.Of(thread), thread.Kind.ToString(), TextThreads.Waiting(snapshot, thread),
            At(thread.Wait is { Frame: >= 0 } wait ? thread.Frames[wait.Frame] : thread.Frames.FirstOrDefault(frame => !frame.IsFramework)),
            thread.ProcessorTime?.TotalSeconds,
            [.. thread.Frames.Select(frame => new HtmlFrame(frame.Method, frame.Line?.ToString(), frame.IsFramework))])),
    ];

    public HtmlTask[] Tasks()
    {
        var tasks = snapshot.Tasks;
        return
        [
            .. Enumerable.Range(0, Math.Min(tasks.Count, MaxTasks)).Select(row => tasks[row]).Select(task => new HtmlTask(
                task.Row, task.Shape.Name, task.Line?.ToString(),
                task.Status == TaskStatusFlags.Queued ? "queued" : task.Status == TaskStatusFlags.Completed ? "completed" : "pending",
                task.Awaits >= 0 ? tasks[task.Awaits].Shape.Name : task.WaitsFor >= 0 ? ThreadNaming.Of(snapshot.Waitables[task.WaitsFor]) : null,
                task.TimeLeft is { } left ? ThreadNaming.Of(left) : null)),
        ];
    }

    public HtmlLock[] Locks()
    {
        var waiting = snapshot.Threads.Where(thread => thread.Wait?.Waitable is not null).CountBy(thread => thread.Wait!.Waitable!.Value).ToDictionary();
        foreach (var index in snapshot.Tasks.WaitsForOf.Where(index => index >= 0))
        {
            waiting[index] = waiting.GetValueOrDefault(index) + 1;
        }

        return
        [
            .. snapshot.Waitables.Select((waitable, index) => new HtmlLock(
                index, ThreadNaming.Of(waitable), waitable.Kind.ToString(), waitable.TypeName, Owner(waitable), waiting.GetValueOrDefault(index), waitable.Detail,
                string.Create(CultureInfo.InvariantCulture, $"0x{waitable.Address:x}"))),
        ];
    }

    public HtmlNumber[] Pool() => snapshot.Pool is not { } pool ? [] :
    [
        Number("Workers", pool.Workers), Number("Idle workers", pool.Idle), Number("Queued work items", pool.Queued),
        Number("Least workers", pool.Minimum), Number("Most workers", pool.Maximum), Number("Timers", pool.Timers),
        .. pool.SinceLastDequeue is { } since ? [new HtmlNumber("Last work item was taken", $"{ThreadNaming.Of(since)} ago")] : Array.Empty<HtmlNumber>(),
        .. pool.NextTimer is { } next ? [new HtmlNumber("Next timer is due in", ThreadNaming.Of(next))] : Array.Empty<HtmlNumber>(),
        .. pool.Work.Select(work => new HtmlNumber($"Queued: {work.Method}", work.Count.ToString(CultureInfo.InvariantCulture))),
    ];

    private static HtmlNumber Number(string name, int? value) => new(name, value?.ToString(CultureInfo.InvariantCulture) ?? "not known");

    private string? Owner(Waitable waitable)
    {
        var holders = waitable.Holders.Select(holder => holder.Thread is { } id ? NameOf(id) : holder.Task is { } row ? snapshot.Tasks[row].Shape.Name : "")
            .Prepend(waitable.Owner is { } owner ? NameOf(owner) : "")
            .Where(name => name.Length > 0)
            .ToArray();
        return holders.Length > 0 ? string.Join(", ", holders) : waitable.OwnerHasEnded ? "a thread that has ended" : waitable.OwnerUnknownBecause;
    }

    private string NameOf(int id) => _threads.TryGetValue(id, out var thread) ? ThreadNaming.Of(thread) : $"thread #{id}";

    private static string? At(Frame? frame) => frame?.Line is { } line ? $"{frame.Method}  {line}" : frame?.Method;
}
