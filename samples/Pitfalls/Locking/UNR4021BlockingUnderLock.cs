namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Whoever wants to add a letter waits as long as the pause.</summary>
public sealed class UNR4021BlockingUnderLock
{
    private readonly object _gate = new();
    private readonly List<string> _letters = [];

    public void Add(string letter)
    {
        lock (_gate)
        {
            _letters.Add(letter);
        }
    }

    public void Send(Action<string> send)
    {
        lock (_gate)
        {
            foreach (var letter in _letters)
            {
                send(letter);
                Thread.Sleep(1000); // UNR4021
            }

            _letters.Clear();
        }
    }
}

/// <summary>The letters are taken under the lock, and the pauses come after it.</summary>
public sealed class UNR4021BlockingUnderLockRepaired
{
    private readonly object _gate = new();
    private readonly List<string> _letters = [];

    public void Add(string letter)
    {
        lock (_gate)
        {
            _letters.Add(letter);
        }
    }

    public void Send(Action<string> send)
    {
        string[] letters;
        lock (_gate)
        {
            letters = [.. _letters];
            _letters.Clear();
        }

        foreach (var letter in letters)
        {
            send(letter);
            Thread.Sleep(1000);
        }
    }
}
