namespace Unravel.Samples.Textbook;

/// <summary>The check inside the lock is missing: two threads that saw null both create one, after each other.</summary>
public sealed class DoubleCheckedLocking
{
    private static readonly object s_gate = new();
    private static DoubleCheckedLocking? s_instance;

    private readonly Dictionary<string, string> _settings = new();

    public static DoubleCheckedLocking Instance
    {
        get
        {
            if (s_instance == null) // UNR4022
            {
                lock (s_gate)
                {
                    s_instance = new DoubleCheckedLocking();
                }
            }

            return s_instance;
        }
    }

    public string? Find(string name) => _settings.GetValueOrDefault(name);
}

/// <summary>Checked again under the lock, and published when it is complete.</summary>
public sealed class DoubleCheckedLockingRepaired
{
    private static readonly object s_gate = new();
    private static DoubleCheckedLockingRepaired? s_instance;

    private readonly Dictionary<string, string> _settings = new();

    public static DoubleCheckedLockingRepaired Instance
    {
        get
        {
            if (s_instance == null)
            {
                lock (s_gate)
                {
                    if (s_instance == null)
                    {
                        s_instance = new DoubleCheckedLockingRepaired();
                    }
                }
            }

            return s_instance;
        }
    }

    public string? Find(string name) => _settings.GetValueOrDefault(name);
}
