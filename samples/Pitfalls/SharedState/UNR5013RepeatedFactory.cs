using System.Collections.Concurrent;

namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>Two threads load the same page, and one of the loads is for nothing.</summary>
public sealed class UNR5013RepeatedFactory
{
    private readonly ConcurrentDictionary<string, Task<string>> _pages = new();

    public Task<string> Page(string path) => _pages.GetOrAdd(path, LoadAsync); // UNR5013

    private static Task<string> LoadAsync(string path) => File.ReadAllTextAsync(path);
}

/// <summary>The Lazy that is kept loads once; the other one never does.</summary>
public sealed class UNR5013RepeatedFactoryRepaired
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _pages = new();

    public Task<string> Page(string path) => _pages.GetOrAdd(path, key => new Lazy<Task<string>>(() => LoadAsync(key))).Value;

    private static Task<string> LoadAsync(string path) => File.ReadAllTextAsync(path);
}
