using System.Collections.Concurrent;

namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>Two threads that find no queue make one each; what is put into the first is lost.</summary>
public sealed class UNR5016RacyLazyStart
{
    private ConcurrentQueue<string>? _names;
    private int _added;

    public void Add(string name)
    {
        _names ??= new ConcurrentQueue<string>(); // UNR5016
        _names.Enqueue(name);
        Interlocked.Increment(ref _added);
    }
}

/// <summary>Both go on with the same queue.</summary>
public sealed class UNR5016RacyLazyStartRepaired
{
    private ConcurrentQueue<string>? _names;
    private int _added;

    public void Add(string name)
    {
        LazyInitializer.EnsureInitialized(ref _names, static () => new ConcurrentQueue<string>()).Enqueue(name);
        Interlocked.Increment(ref _added);
    }
}
