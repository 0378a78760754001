namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Two threads that both saw null read the file one after the other, and callers hold different objects.</summary>
public sealed class UNR4022DoubleCheckedLocking
{
    private readonly object _gate = new();
    private string[]? _lines;

    public string[] Lines(string file)
    {
        if (_lines == null) // UNR4022
        {
            lock (_gate)
            {
                _lines = File.ReadAllLines(file);
            }
        }

        return _lines;
    }
}

/// <summary>The check is repeated under the lock.</summary>
public sealed class UNR4022DoubleCheckedLockingRepaired
{
    private readonly object _gate = new();
    private string[]? _lines;

    public string[] Lines(string file)
    {
        if (_lines == null)
        {
            lock (_gate)
            {
                if (_lines == null)
                {
                    _lines = File.ReadAllLines(file);
                }
            }
        }

        return _lines;
    }
}
