namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Saving takes the semaphore, and so does the flush that it awaits: it waits for itself.</summary>
public sealed class UNR4003LockReentry
{
    private readonly SemaphoreSlim _file = new(1, 1);
    private readonly List<string> _lines = [];

    public async Task SaveAsync(string line)
    {
        await _file.WaitAsync();
        try
        {
            _lines.Add(line);
            await FlushAsync(); // UNR4003
        }
        finally
        {
            _file.Release();
        }
    }

    public async Task FlushAsync()
    {
        await _file.WaitAsync();
        try
        {
            await File.AppendAllLinesAsync("lines.txt", _lines);
        }
        finally
        {
            _file.Release();
        }
    }
}

/// <summary>The part that both need is a method that expects the semaphore to be held.</summary>
public sealed class UNR4003LockReentryRepaired
{
    private readonly SemaphoreSlim _file = new(1, 1);
    private readonly List<string> _lines = [];

    public async Task SaveAsync(string line)
    {
        await _file.WaitAsync();
        try
        {
            _lines.Add(line);
            await WriteAsync();
        }
        finally
        {
            _file.Release();
        }
    }

    public async Task FlushAsync()
    {
        await _file.WaitAsync();
        try
        {
            await WriteAsync();
        }
        finally
        {
            _file.Release();
        }
    }

    private Task WriteAsync() => File.AppendAllLinesAsync("lines.txt", _lines);
}
