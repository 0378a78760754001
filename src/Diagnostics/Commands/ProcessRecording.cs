using Spectre.Console;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Recording;

namespace Unravel.Diagnostics.Commands;

/// <summary>One recording: the events of the runtime, the counts of the kernel and some looks, all over the same seconds.</summary>
internal sealed class ProcessRecording(ProcessInfo process, LiveAcquisition acquisition, IAnsiConsole progress)
{
    private const int MaxLooks = 20;

    private static readonly TimeSpan s_leastBetweenLooks = TimeSpan.FromMilliseconds(500);

    private readonly BudgetMeter _meter = new(new ProcFolder(), process.Id);
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private TimeSpan _paused;
    private ProcessSnapshot? _last;

    private TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    public async Task<Recorded> RunAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("unravel-record-"); // for the owner only
        try
        {
            var file = Path.Combine(folder.FullName, "events.nettrace");
            var at = DateTimeOffset.Now;
            var events = EventRecorder.RecordAsync(process.Id, duration, file, cancellation);
            var limitation = await LookAsync(duration, cancellation).ConfigureAwait(false);
            await events.ConfigureAwait(false);
            var waits = EventFile.Read(file, path => path);
            return new Recorded(Target, at, waits.Duration, Environment.ProcessorCount)
            {
                Sites = [.. waits.Sites.Concat(Throughout(duration, waits.Moved)).OrderByDescending(site => site.Total)],
                Budget = _meter.Budget(waits.Moved),
                PendingTasks = _last?.Tasks.StatusOf.Count(status => status != TaskStatusFlags.Completed) ?? 0,
                Looks = _meter.Looks,
                Paused = _paused,
                Limitations = [.. Limitations(limitation)],
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private TargetInfo Target => _last?.Target ?? new TargetInfo { ProcessId = process.Id, Name = process.Name, RuntimeVersion = process.RuntimeVersion };

    /// <returns>Why there are no looks; null when there are.</returns>
    private async Task<string?> LookAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var interval = duration / MaxLooks < s_leastBetweenLooks ? s_leastBetweenLooks : duration / MaxLooks;
        string? failure = null;


        // One look cannot tell what stands still; on a machine that is busy, the second takes what it takes.
        while (Now < duration || (_meter.Looks == 1 && failure is null))
        {
            var next = Now + interval;
            _meter.Read(Now);
            try
            {
                if (failure is null)
                {
                    _last = await acquisition.AcquireAsync(process.Id, progress, cancellation).ConfigureAwait(false);
                    _paused += _last.Capture.Pause ?? TimeSpan.Zero;
                    _meter.Add(_last);
                }
            }
            catch (ToolException exception)
            {
                failure = exception.Message;
            }

            var left = (next < duration ? next : duration) - Now;
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, cancellation).ConfigureAwait(false);
            }
        }

        _meter.Read(Now);
        return failure;
    }

    /// <summary>A wait that neither begins nor ends meanwhile has no event: the looks know of it.</summary>
    private IEnumerable<WaitSite> Throughout(TimeSpan duration, IReadOnlySet<uint> moved)
    {
        var unmoved = _meter.Unmoved(moved).ToHashSet();
        return (_last?.Threads ?? [])
            .Where(thread => unmoved.Contains(thread.OsId) && thread.Wait is not null && thread.Kind is not (ThreadKind.Runtime or ThreadKind.Timer or ThreadKind.Finalizer))
            .GroupBy(thread => (thread.Wait!.Kind, At: thread.Frames.FirstOrDefault(frame => !frame.IsFramework) ?? thread.Frames.FirstOrDefault()))
            .Where(group => group.Key.At is not null)
            .Select(group => new WaitSite(group.Key.Kind, group.Key.At!, group.Count(), duration * group.Count(), duration, group.Count())
            {
                Stack = group.First().Frames,
                LastedThroughout = true,
            });
    }

    private IEnumerable<string> Limitations(string? looks)
    {
        if (looks is not null)
        {
            yield return $"what threads do that neither wait for a lock nor run ({looks.TrimEnd('.')})";
        }

        if (Version.TryParse(Target.RuntimeVersion, out var version) && version.Major < 9)
        {
            yield return $"short waits that are no contended locks (the runtime tells them from .NET 9 on, and this is {version})";
        }
    }
}
