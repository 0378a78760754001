using Spectre.Console;
using Unravel.Diagnostics.Diff;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;
using Unravel.Diagnostics.Rendering.Live;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Commands;

/// <summary>Looks at a process again and again, and draws what was seen.</summary>
/// <param name="look">One look.</param>
/// <param name="interval">Time from the start of a look to the start of the next.</param>
/// <param name="counters">What the runtime counts meanwhile; null where it is not known.</param>
internal sealed class ProcessWatch(Func<Task<ProcessSnapshot>> look, TimeSpan interval, Func<RuntimeCounters?> counters)
{
    /// <summary>How quickly a key is answered.</summary>
    private static readonly TimeSpan s_keys = TimeSpan.FromMilliseconds(50);

    private readonly WaitHistory _history = new();
    private readonly LookCost _cost = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();

    private TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    public async Task<WatchFrame> LookAsync()
    {
        var report = RuntimeRules.Check(await look().ConfigureAwait(false));
        _cost.Add(report.Snapshot.Capture.Pause ?? TimeSpan.Zero);
        var waits = _history.Update(report.Snapshot, Now);
        return new WatchFrame(report, [.. waits], Now, interval, _cost.Looks, _cost.Mean, _cost.Longest, _cost.ShareOf(Now)) { Counters = counters() };
    }

    /// <summary>Draws until the person quits, the process ends or the token is cancelled.</summary>
    public async Task ShowAsync(IAnsiConsole console, CancellationToken cancellation)
    {
        var view = new WatchView();
        var frame = await LookAsync().ConfigureAwait(false);
        console.Write(new ControlCode("\u001b[?1049h\u001b[H")); // the alternate screen: what was there before comes back at the end
        try
        {
            await console.Live(WatchScreen.Of(frame, view, console.Profile.Height)).StartAsync(async live =>
            {
                live.Refresh(); // otherwise nothing is seen before the second look
                var next = Now + interval;
                var looking = (Task<WatchFrame>?)null;
                var size = Size(console);
                while (view is not null)
                {
                    if (looking is { IsCompleted: true })
                    {
                        frame = await looking.ConfigureAwait(false);
                        looking = null;
                        live.UpdateTarget(WatchScreen.Of(frame, view, console.Profile.Height));
                    }

                    if (looking is null && !view.IsPaused && Now >= next)
                    {
                        next = Now + interval;
                        looking = LookAsync();
                    }

                    view = ReadKeys(console, view, out var changed);
                    if ((changed || size != Size(console)) && view is not null)
                    {
                        if (size != Size(console))
                        {
                            size = Size(console);
                            console.Write(new ControlCode("\u001b[2J\u001b[H")); // what was drawn for the old size stands anywhere now
                        }

                        live.UpdateTarget(WatchScreen.Of(frame, view, console.Profile.Height));
                    }

                    await Task.Delay(s_keys, cancellation).ConfigureAwait(false);
                }

                if (looking is not null)
                {
                    await looking.ConfigureAwait(false); // it holds the process for a moment yet
                }
            }).ConfigureAwait(false);
        }
        finally
        {
            console.Write(new ControlCode("\u001b[?1049l"));
        }
    }

    private static (int Width, int Height) Size(IAnsiConsole console) => (console.Profile.Width, console.Profile.Height);

    private static WatchView? ReadKeys(IAnsiConsole console, WatchView view, out bool changed)
    {
        changed = false;
        WatchView? now = view;
        while (now is not null && console.Input.IsKeyAvailable() && console.Input.ReadKey(intercept: true) is { } key)
        {
            now = now.After(key);
            changed = true;
        }

        return now;
    }
}
