namespace Unravel.Samples.CaseStudies;

/// <summary>
/// Publishes prices to subscribers while subscribers come and go. Faulty: publishing takes prices before subscribers,
/// subscribing takes them the other way round (UNR4001), and sooner or later both stand. Repaired: one order.
/// </summary>
internal sealed class RealTimeFeed(bool faulty)
{
    private const int Rounds = 200_000;

    private readonly object _prices = new();
    private readonly object _subscribers = new();
    private readonly List<Action<decimal>> _handlers = [];
    private decimal _last;

    public static void Run(bool faulty)
    {
        var feed = new RealTimeFeed(faulty);
        var publisher = new Thread(feed.PublishAll) { Name = "publisher" };
        var visitors = new Thread(feed.SubscribeAll) { Name = "visitors" };
        publisher.Start();
        visitors.Start();
        publisher.Join();
        visitors.Join();
        Console.WriteLine($"last price {feed._last}");
    }

    private void PublishAll()
    {
        for (var round = 0; round < Rounds; round++)
        {
            Publish(round);
        }
    }

    private void Publish(decimal price)
    {
        lock (_prices)
        {
            _last = price;
            lock (_subscribers)
            {
                foreach (var handler in _handlers)
                {
                    handler(price);
                }
            }
        }
    }

    private void SubscribeAll()
    {
        for (var round = 0; round < Rounds; round++)
        {
            if (faulty)
            {
                SubscribeFirst();
            }
            else
            {
                Subscribe();
            }
        }
    }

    private void SubscribeFirst()
    {
        lock (_subscribers)
        {
            lock (_prices)
            {
                Welcome();
            }
        }
    }

    private void Subscribe()
    {
        lock (_prices)
        {
            lock (_subscribers)
            {
                Welcome();
            }
        }
    }

    private void Welcome()
    {
        _handlers.Clear();
        _handlers.Add(price => _ = price + 1);
        _handlers[0](_last);
    }
}
