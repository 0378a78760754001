namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Reads a file whose stream is closed before the reading is over.</summary>
public sealed class UNR2008TaskOutlivesScope
{
    public Task<string> ReadAsync(string path)
    {
        using var stream = File.OpenRead(path);
        var reader = new StreamReader(stream);
        return reader.ReadToEndAsync(); // UNR2008
    }

    public Task WaitAsync(TimeSpan time)
    {
        using (var source = new CancellationTokenSource(time))
        {
            return Task.Delay(Timeout.Infinite, source.Token); // UNR2008
        }
    }
}

/// <summary>The same with awaits: the scope ends after the task.</summary>
public sealed class UNR2008TaskOutlivesScopeRepaired
{
    public async Task<string> ReadAsync(string path)
    {
        using var stream = File.OpenRead(path);
        var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    public async Task WaitAsync(TimeSpan time)
    {
        using (var source = new CancellationTokenSource(time))
        {
            await Task.Delay(Timeout.Infinite, source.Token);
        }
    }
}
