using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A clerk takes letters from a queue and a sorter reads parcels from a channel until nobody adds more. Those who fill
/// them have ended without saying so. In the repaired form they complete what they filled.
/// </summary>
internal sealed class AbandonedQueue(bool faulty) : Scenario(faulty)
{
    private const int RoundsOfAHealthyPost = 5;

    private readonly Progress _rounds = new();
    private Thread? _clerk;
    private Task? _sorting;

    public override void Start()
    {
        // Neither this object nor the watcher may know the queues: only who fills and empties them does.
        var (rounds, fault) = (_rounds, Faulty);
        _clerk = new Thread(() => SendLetters(rounds, fault)) { Name = "clerk", IsBackground = true };
        _clerk.Start();
        _sorting = SortParcelsAsync(rounds, fault);
    }

    protected override string? MissingFault() =>
        (_clerk!.ThreadState & ThreadState.WaitSleepJoin) == 0 ? "the clerk does not wait yet"
        : _rounds.HelpersAtWork > 1 ? "somebody still fills a queue"
        : IsAlive("letter-writer") ? "the writer has not quite ended"
        : _sorting!.IsCompleted ? "the sorting has ended"
        : _rounds.Count > 0 ? "a round has ended"
        : null;

    protected override string? MissingProgress() => _rounds.Count < RoundsOfAHealthyPost ? $"only {_rounds.Count} rounds were made" : null;

    private static void SendLetters(Progress rounds, bool fault)
    {
        while (true)
        {
            new LetterPost(rounds).Run(fault);
            rounds.EndDay();
        }
    }

    private static async Task SortParcelsAsync(Progress rounds, bool fault)
    {
        while (true)
        {
            await new ParcelPost(rounds).RunAsync(fault);
            rounds.EndDay();
            await Task.Delay(1);
        }
    }
}

internal sealed class LetterPost(Progress progress)
{
    private readonly BlockingCollection<int> _letters = [];
    private int _postage;

    public void Run(bool fault)
    {
        var writer = new Thread(() => Write(fault)) { Name = "letter-writer", IsBackground = true };
        writer.Start();
        foreach (var letter in _letters.GetConsumingEnumerable()) // marker: clerk-waits
        {
            _postage += letter;
        }
    }

    private void Write(bool fault)
    {
        for (var i = 0; i < 10; i++)
        {
            _letters.Add(i);
        }

        if (!fault)
        {
            _letters.CompleteAdding();
        }

        progress.GoHome();
    }
}

internal sealed class ParcelPost(Progress progress)
{
    private readonly Channel<int> _parcels = Channel.CreateUnbounded<int>();
    private int _weight;

    public async Task RunAsync(bool fault)
    {
        _ = Task.Run(() => Pack(fault));
        while (await _parcels.Reader.WaitToReadAsync()) // marker: sorter-waits
        {
            while (_parcels.Reader.TryRead(out var parcel))
            {
                _weight += parcel;
            }
        }
    }

    private void Pack(bool fault)
    {
        for (var i = 0; i < 10; i++)
        {
            _parcels.Writer.TryWrite(i);
        }

        if (!fault)
        {
            _parcels.Writer.Complete();
        }

        progress.GoHome();
    }
}
