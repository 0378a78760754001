namespace Unravel.Samples.Pitfalls.Async;

/// <summary>With two handlers, the document is closed while the first of them is still writing.</summary>
public sealed class UNR2025MulticastTask
{
    public event Func<string, Task>? Saved;

    public async Task SaveAsync(string document)
    {
        var saved = Saved;
        if (saved is not null)
        {
            await saved(document); // UNR2025
        }
    }
}

/// <summary>All handlers are awaited.</summary>
public sealed class UNR2025MulticastTaskRepaired
{
    public event Func<string, Task>? Saved;

    public async Task SaveAsync(string document)
    {
        foreach (Func<string, Task> handler in Saved?.GetInvocationList() ?? [])
        {
            await handler(document);
        }
    }
}
