using System.Collections.Concurrent;

namespace Unravel.Samples.Textbook;

/// <summary>A concurrent dictionary is asked and then told: between the two another thread has loaded the same page.</summary>
public sealed class LazyCache
{
    private readonly ConcurrentDictionary<string, byte[]> _pages = new();

    public byte[] Get(string name)
    {
        if (!_pages.ContainsKey(name))
        {
            _pages[name] = File.ReadAllBytes(name); // UNR5011
        }

        return _pages[name];
    }
}

/// <summary>One call that asks and adds.</summary>
public sealed class LazyCacheRepaired
{
    private readonly ConcurrentDictionary<string, Lazy<byte[]>> _pages = new();

    public byte[] Get(string name) =>
        _pages.GetOrAdd(name, static file => new Lazy<byte[]>(() => File.ReadAllBytes(file))).Value;
}
