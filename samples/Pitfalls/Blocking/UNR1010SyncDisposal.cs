namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>A log that is flushed when it is disposed of: by Dispose that is a synchronous write of the last buffer.</summary>
public sealed class UNR1010SyncDisposal
{
    public async Task WriteAsync(string path, IAsyncEnumerable<string> lines)
    {
        using var file = File.Create(path); // UNR1010
        using (var log = new StreamWriter(file)) // UNR1010
        {
            await foreach (var line in lines)
            {
                await log.WriteLineAsync(line);
            }
        }

        using var summary = new MemoryStream(); // its DisposeAsync has nothing to do
    }
}

/// <summary>The same, disposed of by await.</summary>
public sealed class UNR1010SyncDisposalRepaired
{
    public async Task WriteAsync(string path, IAsyncEnumerable<string> lines)
    {
        await using var file = File.Create(path);
        await using (var log = new StreamWriter(file))
        {
            await foreach (var line in lines)
            {
                await log.WriteLineAsync(line);
            }
        }
    }
}
