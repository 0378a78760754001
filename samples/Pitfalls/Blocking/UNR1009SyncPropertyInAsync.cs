namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>A loop that awaits every line, and asks before each of them, by a read that blocks, whether there is one.</summary>
public sealed class UNR1009SyncPropertyInAsync
{
    public async Task<int> CountAsync(StreamReader reader, CancellationToken token)
    {
        var count = 0;
        while (!reader.EndOfStream) // UNR1009
        {
            var line = await reader.ReadLineAsync(token);
            count += line!.Length;
        }

        return count;
    }
}

/// <summary>The read itself says that there is no more.</summary>
public sealed class UNR1009SyncPropertyInAsyncRepaired
{
    public async Task<int> CountAsync(StreamReader reader, CancellationToken token)
    {
        var count = 0;
        while (await reader.ReadLineAsync(token) is { } line)
        {
            count += line.Length;
        }

        return count;
    }
}
