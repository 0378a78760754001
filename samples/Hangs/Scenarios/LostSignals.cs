using System.Threading.Channels;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// At a building site a painter waits at a barrier, a carrier for a semaphore, a gatekeeper for one of two events, and a
/// shipper for room in a channel. Those on the other side met an error on their third day and went home. In the repaired
/// form they go on.
/// </summary>
internal sealed class LostSignals(bool faulty) : Scenario(faulty)
{
    private const int DaysOfAHealthySite = 5;

    private static readonly string[] s_others = ["plasterer", "packer", "visitor"];

    private readonly Thread[] _waiting = new Thread[3];
    private readonly Progress _threads = new();
    private readonly Progress _belt = new();
    private Task? _shipping; // somebody must know the task: one that nobody would miss is not reported

    public override void Start()
    {
        // Neither this object nor the watcher may know what is waited for: only those who work there do.
        var fault = Faulty;
        var scaffold = new Scaffold();
        var crates = new Crates();
        var gate = new Gate();
        _waiting[0] = Start("painter", scaffold.Paint, "plasterer", scaffold.Plaster, fault);
        _waiting[1] = Start("carrier", crates.Carry, "packer", crates.Pack, fault);
        _waiting[2] = Start("gatekeeper", gate.Open, "visitor", gate.Ring, fault);
        _shipping = new Belt(_belt).RunAsync(fault);
    }

    protected override string? MissingFault() =>
        Array.Exists(_waiting, thread => (thread.ThreadState & ThreadState.WaitSleepJoin) == 0) ? "somebody does not wait yet"
        : s_others.Any(IsAlive) ? "somebody on the other side is still there"
        : _belt.HelpersAtWork > 2 ? "the belt is still unloaded"
        : null;

    protected override string? MissingProgress() =>
        Math.Min(_threads.Count / 3, _belt.Count) < DaysOfAHealthySite ? $"only {_threads.Count} and {_belt.Count} days have passed" : null;

    private Thread Start(string name, Action wait, string other, Action serve, bool fault)
    {
        var days = _threads;
        new Thread(() => ServeDays(serve, fault)) { Name = other, IsBackground = true }.Start();
        var thread = new Thread(() => Days(wait, days)) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }

    private static void Days(Action wait, Progress days)
    {
        while (true)
        {
            wait();
            days.EndDay();
        }
    }

    private static void ServeDays(Action serve, bool fault)
    {
        for (var day = 0; !fault || day < 3; day++)
        {
            serve();
            Thread.Sleep(1);
        }
    }
}

internal sealed class Scaffold
{
    private readonly Barrier _bothSides = new(2);

    public void Paint() => _bothSides.SignalAndWait(); // marker: painter-waits

    public void Plaster() => _bothSides.SignalAndWait();
}

internal sealed class Crates
{
    private readonly SemaphoreSlim _packed = new(0);

    public void Carry() => _packed.Wait(); // marker: carrier-waits

    public void Pack() => _packed.Release();
}

internal sealed class Gate
{
    private readonly AutoResetEvent _bell = new(false);
    private readonly AutoResetEvent _phone = new(false);

    public void Open() => WaitHandle.WaitAny([_bell, _phone]); // marker: gatekeeper-waits

    public void Ring() => _bell.Set();
}

internal sealed class Belt(Progress progress)
{
    private readonly Channel<int> _parcels = Channel.CreateBounded<int>(1);

    public async Task RunAsync(bool fault)
    {
        _ = UnloadAsync(fault);
        for (var parcel = 0; ; parcel++)
        {
            await _parcels.Writer.WriteAsync(parcel); // marker: shipper-waits
            progress.EndDay();
        }
    }

    private async Task UnloadAsync(bool fault)
    {
        for (var day = 0; !fault || day < 3; day++)
        {
            await _parcels.Reader.ReadAsync();
            await Task.Delay(1);
        }

        progress.GoHome();
    }
}
