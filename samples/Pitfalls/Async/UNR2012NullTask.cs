namespace Unravel.Samples.Pitfalls.Async;

#nullable disable // where the compiler follows null, it says so itself

/// <summary>A writer that has nothing to do and says so with null. Whoever awaits it gets a NullReferenceException.</summary>
public sealed class UNR2012NullTask(TextWriter log)
{
    public Task WriteAsync(string line)
    {
        if (line.Length == 0)
        {
            return null; // UNR2012
        }

        return log.WriteLineAsync(line);
    }

    public Task FlushAsync() => log?.FlushAsync(); // UNR2012
}

/// <summary>The same with completed tasks.</summary>
public sealed class UNR2012NullTaskRepaired(TextWriter log)
{
    public Task WriteAsync(string line)
    {
        if (line.Length == 0)
        {
            return Task.CompletedTask;
        }

        return log.WriteLineAsync(line);
    }

    public Task FlushAsync() => log?.FlushAsync() ?? Task.CompletedTask;
}
