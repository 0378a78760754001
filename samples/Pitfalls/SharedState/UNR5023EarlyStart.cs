namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>The thread may run before the constructor has set the greeting.</summary>
public sealed class UNR5023EarlyStart
{
    private readonly Thread _thread;
    private readonly string _greeting;

    public UNR5023EarlyStart(string name)
    {
        _thread = new Thread(Greet);
        _thread.Start(); // UNR5023
        _greeting = "Hello " + name;
    }

    public void Wait() => _thread.Join();

    private void Greet() => Console.WriteLine(_greeting.Length);
}

/// <summary>The thread starts last.</summary>
public sealed class UNR5023EarlyStartRepaired
{
    private readonly Thread _thread;
    private readonly string _greeting;

    public UNR5023EarlyStartRepaired(string name)
    {
        _greeting = "Hello " + name;
        _thread = new Thread(Greet);
        _thread.Start();
    }

    public void Wait() => _thread.Join();

    private void Greet() => Console.WriteLine(_greeting.Length);
}
