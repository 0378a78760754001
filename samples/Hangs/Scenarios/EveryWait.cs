using System.Collections.Concurrent;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: a thread for each thing that a thread can wait for. The station is in a static field, so that everything
/// may still come.
/// </summary>
internal sealed class EveryWait(bool faulty) : Scenario(faulty)
{
    private static readonly Station s_station = new();

    private readonly List<Thread> _threads = [];

    public override void Start()
    {
        using var hasKey = new ManualResetEventSlim();
        StartThread("keeper", () => s_station.KeepKey(hasKey));
        hasKey.Wait();
        StartThread("mutex", s_station.AwaitKey);
        StartThread("semaphore", s_station.AwaitTrack);
        StartThread("auto-event", s_station.AwaitWhistle);
        StartThread("manual-event", s_station.AwaitSignal);
        StartThread("any", s_station.AwaitAny);
        StartThread("all", s_station.AwaitAll);
        StartThread("countdown", s_station.AwaitDoors);
        StartThread("barrier", s_station.AwaitCrew);
        StartThread("slim-event", s_station.AwaitLight);
        StartThread("pulse", s_station.AwaitNews);
        StartThread("slim-semaphore", s_station.AwaitPlatform);
        StartThread("taker", s_station.TakeParcel);
        StartThread("adder", s_station.AddParcels);
        StartThread("taker-of-any", s_station.TakeAnyParcel);
        StartThread("token", s_station.AwaitClosing);
    }

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() =>
        _threads.Find(thread => (thread.ThreadState & ThreadState.WaitSleepJoin) == 0) is { } other ? $"thread '{other.Name}' does not wait yet" : null;

    private void StartThread(string name, Action wait)
    {
        var thread = new Thread(() => wait()) { Name = name, IsBackground = true };
        _threads.Add(thread);
        thread.Start();
    }
}

internal sealed class Station
{
    private readonly Mutex _key = new();
    private readonly Semaphore _track = new(0, 1);
    private readonly AutoResetEvent _whistle = new(false);
    private readonly ManualResetEvent _signal = new(false);
    private readonly CountdownEvent _doors = new(3);
    private readonly Barrier _crew = new(2);
    private readonly ManualResetEventSlim _light = new();
    private readonly object _news = new();
    private readonly SemaphoreSlim _platform = new(0, 1);
    private readonly BlockingCollection<int> _arriving = [];
    private readonly BlockingCollection<int> _leaving = new(1);
    private readonly BlockingCollection<int> _express = [];
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Takes the key and waits for something else, so that nobody can tell who has it.</summary>
    public void KeepKey(ManualResetEventSlim hasKey)
    {
        _key.WaitOne();
        hasKey.Set();
        _signal.WaitOne();
        _key.ReleaseMutex();
    }

    public void AwaitKey() => _key.WaitOne();

    public void AwaitTrack() => _track.WaitOne();

    public void AwaitWhistle() => _whistle.WaitOne();

    public void AwaitSignal() => _signal.WaitOne();

    public void AwaitAny() => _ = WaitHandle.WaitAny([_whistle, _signal]);

    public void AwaitAll() => _ = WaitHandle.WaitAll([_whistle, _signal]);

    public void AwaitDoors() => _doors.Wait();

    public void AwaitCrew() => _crew.SignalAndWait();

    public void AwaitLight() => _light.Wait();

    public void AwaitNews()
    {
        lock (_news)
        {
            Monitor.Wait(_news);
        }
    }

    public void AwaitPlatform() => _platform.Wait();

    public void TakeParcel() => _ = _arriving.Take();

    public void AddParcels()
    {
        _leaving.Add(1);
        _leaving.Add(2);
    }

    public void TakeAnyParcel() => _ = BlockingCollection<int>.TakeFromAny([_arriving, _express], out _);

    public void AwaitClosing() => _closing.Token.WaitHandle.WaitOne();
}
