namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>
/// An upload that reads and writes files in an async method by the synchronous calls: each holds a pool thread for as long
/// as the disk takes.
/// </summary>
public sealed class UNR1003SyncTwin(string folder)
{
    public async Task<int> KeepAsync(string name, Stream upload, CancellationToken token)
    {
        await Task.Delay(1, token);
        var header = File.ReadAllText(Path.Combine(folder, "header.txt")); // UNR1003
        await using var file = File.Create(Path.Combine(folder, name));
        upload.CopyTo(file); // UNR1003
        file.Flush(); // UNR1003

        using var copy = new MemoryStream();
        copy.Write([1, 2, 3]); // in memory: nothing waits
        return header.Length + (int)copy.Length;
    }
}

/// <summary>The same with the calls that can be awaited, and the token handed on.</summary>
public sealed class UNR1003SyncTwinRepaired(string folder)
{
    public async Task<int> KeepAsync(string name, Stream upload, CancellationToken token)
    {
        var header = await File.ReadAllTextAsync(Path.Combine(folder, "header.txt"), token);
        await using var file = File.Create(Path.Combine(folder, name));
        await upload.CopyToAsync(file, token);
        await file.FlushAsync(token);
        return header.Length;
    }
}
