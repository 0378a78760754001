namespace Unravel.Samples.Pitfalls.Async;

/// <summary>A store that writes in the background. A full disk is noticed by nobody, and the last lines may be missing.</summary>
public sealed class UNR2004DroppedTask(string path, StreamWriter? audit)
{
    public void Add(string line)
    {
        File.AppendAllTextAsync(path, line); // UNR2004
    }

    public async Task FlushAsync()
    {
        audit?.FlushAsync(); // UNR2004
        await Task.Yield();
    }
}

/// <summary>The same with awaits.</summary>
public sealed class UNR2004DroppedTaskRepaired(string path, StreamWriter? audit)
{
    public async Task AddAsync(string line)
    {
        await File.AppendAllTextAsync(path, line);
    }

    public async Task FlushAsync()
    {
        await (audit?.FlushAsync() ?? Task.CompletedTask);
    }
}
