namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Looks whether there is a line. There always is a task, so the end of the file is never found.</summary>
public sealed class UNR2014TaskComparedWithNull(TextReader reader)
{
    public async Task<int> CountAsync()
    {
        var lines = 0;
        while (reader.ReadLineAsync() != null) // UNR2014
        {
            lines++;
            await Task.Yield();
        }

        return lines;
    }
}

/// <summary>The same with the line instead of its task.</summary>
public sealed class UNR2014TaskComparedWithNullRepaired(TextReader reader)
{
    public async Task<int> CountAsync()
    {
        var lines = 0;
        while (await reader.ReadLineAsync() != null)
        {
            lines++;
        }

        return lines;
    }
}
