namespace Unravel.Samples.Pitfalls.Cancellation;

/// <summary>While no reading comes, the display cannot be stopped.</summary>
public sealed class UNR3006StreamWithoutToken
{
    public async Task ShowAsync(IAsyncEnumerable<double> readings, CancellationToken token)
    {
        await foreach (var reading in readings) // UNR3006
        {
            await Console.Out.WriteLineAsync($"{reading}");
        }
    }
}

/// <summary>The stream itself is canceled.</summary>
public sealed class UNR3006StreamWithoutTokenRepaired
{
    public async Task ShowAsync(IAsyncEnumerable<double> readings, CancellationToken token)
    {
        await foreach (var reading in readings.WithCancellation(token))
        {
            await Console.Out.WriteLineAsync($"{reading}");
        }
    }
}
