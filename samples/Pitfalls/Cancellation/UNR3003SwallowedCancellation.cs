namespace Unravel.Samples.Pitfalls.Cancellation;

/// <summary>After the stop, the feed spins and logs at full speed: each read fails at once, and the loop goes on.</summary>
public sealed class UNR3003SwallowedCancellation(StreamReader feed)
{
    public async Task RunAsync(CancellationToken token)
    {
        while (true)
        {
            try
            {
                Console.WriteLine(await feed.ReadLineAsync(token));
            }
            catch (Exception e) // UNR3003
            {
                Console.WriteLine(e.Message);
            }
        }
    }
}

/// <summary>Cancellation leaves the loop.</summary>
public sealed class UNR3003SwallowedCancellationRepaired(StreamReader feed)
{
    public async Task RunAsync(CancellationToken token)
    {
        while (true)
        {
            try
            {
                Console.WriteLine(await feed.ReadLineAsync(token));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Console.WriteLine(e.Message);
            }
        }
    }
}
