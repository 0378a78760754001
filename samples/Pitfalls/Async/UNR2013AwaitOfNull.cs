namespace Unravel.Samples.Pitfalls.Async;

#nullable disable // where the compiler follows null, it says so itself

/// <summary>Closes a log that may not be there. The question mark only moves the exception to the await.</summary>
public sealed class UNR2013AwaitOfNull(TextWriter log)
{
    public async Task CloseAsync()
    {
        await log?.FlushAsync(); // UNR2013
        log?.Close();
    }
}

/// <summary>The same with something to await in either case.</summary>
public sealed class UNR2013AwaitOfNullRepaired(TextWriter log)
{
    public async Task CloseAsync()
    {
        await (log?.FlushAsync() ?? Task.CompletedTask);
        log?.Close();
    }
}
