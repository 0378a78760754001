namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>
/// A settings store with synchronous doors to asynchronous work. Each of them holds a thread for the whole wait; called
/// from a user interface, the continuation of the load needs the very thread that waits here.
/// </summary>
public sealed class UNR1002BlockingInSync(string path)
{
    private string _text = "";

    public string Text
    {
        get
        {
            LoadAsync().Wait(); // UNR1007
            return _text;
        }
    }

    public int Count() => LoadAsync().Result; // UNR1002

    public void Save() => File.WriteAllTextAsync(path, _text).GetAwaiter().GetResult(); // UNR1002

    // A task that is known to be complete does not block.
    public int CountNow(Task<int> count) => count.IsCompleted ? count.Result : 0;

    private async Task<int> LoadAsync()
    {
        _text = await File.ReadAllTextAsync(path);
        return _text.Length;
    }
}

/// <summary>Asynchronous all the way: work that takes time is a method that returns a task, made before it is needed.</summary>
public sealed class UNR1002BlockingInSyncRepaired
{
    private readonly string _path;

    private UNR1002BlockingInSyncRepaired(string path, string text) => (_path, Text) = (path, text);

    public string Text { get; }

    public static async Task<UNR1002BlockingInSyncRepaired> OpenAsync(string path) =>
        new(path, await File.ReadAllTextAsync(path));

    public int Count() => Text.Length;

    public Task SaveAsync() => File.WriteAllTextAsync(_path, Text);
}
