namespace Unravel.Samples.Pitfalls.Async;

/// <summary>The file is closed while the lines are still being written.</summary>
public sealed class UNR2010DisposedUnderTask
{
    public void Save(string path, IEnumerable<string> lines)
    {
        using var file = File.CreateText(path); // UNR2010
        Task.Run(() => WriteAsync(file, lines));
    }

    private static async Task WriteAsync(StreamWriter file, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await file.WriteLineAsync(line);
        }
    }
}

/// <summary>The file is closed when all is written.</summary>
public sealed class UNR2010DisposedUnderTaskRepaired
{
    public async Task SaveAsync(string path, IEnumerable<string> lines)
    {
        await using var file = File.CreateText(path);
        foreach (var line in lines)
        {
            await file.WriteLineAsync(line);
        }
    }
}
