using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: consumers that wait for the next item. A timer writes into the channel now and then, a static registry
/// knows the queue and the event, and what waits for a reply is in a table of requests that are under way.
/// </summary>
internal sealed class WaitingConsumer(bool faulty) : Scenario(faulty)
{
    private static readonly Newsroom s_newsroom = new();

    private Thread? _printer;
    private Thread? _guard;

    public override void Start()
    {
        _printer = new Thread(Newsroom.Print) { Name = "printer", IsBackground = true };
        _guard = new Thread(Newsroom.Guard) { Name = "guard", IsBackground = true };
        _printer.Start();
        _guard.Start();
        _ = new Ticker().RunAsync();
        _ = s_newsroom.AskAsync(1);
        _ = s_newsroom.AskAsync(2);
    }

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() =>
        (_printer!.ThreadState & _guard!.ThreadState & ThreadState.WaitSleepJoin) == 0 ? "the consumers do not wait yet"
        : Ticker.Read < 3 ? "the timer has not ticked three times"
        : s_newsroom.Asked < 2 ? "nobody asked yet"
        : null;
}

/// <summary>A channel that a live timer writes into.</summary>
internal sealed class Ticker
{
    private static int s_read;

    private readonly Channel<int> _ticks = Channel.CreateUnbounded<int>();

    public static int Read => Volatile.Read(ref s_read);

    public async Task RunAsync()
    {
        using var timer = new Timer(_ => _ticks.Writer.TryWrite(1), null, 50, 300);
        while (await _ticks.Reader.WaitToReadAsync())
        {
            while (_ticks.Reader.TryRead(out _))
            {
                Interlocked.Increment(ref s_read);
            }
        }
    }
}

internal sealed class Newsroom
{
    private static readonly BlockingCollection<string> s_pages = [];
    private static readonly AutoResetEvent s_alarm = new(false);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _underWay = new();

    public int Asked => _underWay.Count;

    public static void Print()
    {
        foreach (var page in s_pages.GetConsumingEnumerable())
        {
            s_alarm.Set();
        }
    }

    public static void Guard()
    {
        while (s_alarm.WaitOne())
        {
            s_pages.TryAdd("alarm");
        }
    }

    public async Task<int> AskAsync(int number)
    {
        var reply = _underWay.GetOrAdd(number, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        return (await reply.Task).Length;
    }
}
