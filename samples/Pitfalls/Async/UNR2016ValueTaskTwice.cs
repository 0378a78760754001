namespace Unravel.Samples.Pitfalls.Async;

/// <summary>A reader that logs what it has read by awaiting the same value task again.</summary>
public sealed class UNR2016ValueTaskTwice
{
    public async Task<int> ReadAsync(Stream stream, byte[] buffer, CancellationToken token)
    {
        var read = stream.ReadAsync(buffer, token);
        var count = await read;
        Console.WriteLine(await read); // UNR2016
        return count;
    }
}

/// <summary>The result is kept, not the operation.</summary>
public sealed class UNR2016ValueTaskTwiceRepaired
{
    public async Task<int> ReadAsync(Stream stream, byte[] buffer, CancellationToken token)
    {
        var count = await stream.ReadAsync(buffer, token);
        Console.WriteLine(count);
        return count;
    }
}
