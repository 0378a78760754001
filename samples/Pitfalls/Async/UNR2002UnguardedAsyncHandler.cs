namespace Unravel.Samples.Pitfalls.Async;

/// <summary>A watcher that uploads what appears in a folder. When the server is down, the process ends.</summary>
public sealed class UNR2002UnguardedAsyncHandler(HttpClient client, Uri server)
{
    public async void OnCreated(object sender, FileSystemEventArgs e) // UNR2002
    {
        using var content = new StringContent(await File.ReadAllTextAsync(e.FullPath));
        await client.PostAsync(server, content);
    }
}

/// <summary>The same with a handler around it: a failure is written down and the next file is tried.</summary>
public sealed class UNR2002UnguardedAsyncHandlerRepaired(HttpClient client, Uri server, TextWriter log)
{
    public async void OnCreated(object sender, FileSystemEventArgs e)
    {
        try
        {
            using var content = new StringContent(await File.ReadAllTextAsync(e.FullPath));
            await client.PostAsync(server, content);
        }
        catch (Exception failure)
        {
            log.WriteLine(failure);
        }
    }
}
