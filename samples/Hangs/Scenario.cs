namespace Unravel.Samples.Hangs;

/// <summary>One way to hang, and the same program without the fault.</summary>
internal abstract class Scenario(bool faulty)
{
    /// <summary>Rounds that each worker must have made before a program without a fault counts as running.</summary>
    private const int RoundsOfAHealthyWorker = 20;

    private readonly List<Worker> _workers = [];
    private long _roundsAtLastLook = -1;

    /// <summary>A line came in from a scenario that <see cref="ReadsInput"/>.</summary>
    public event Action<string>? LineRead;

    /// <summary>True when the scenario reads standard input: then nobody else may.</summary>
    public virtual bool ReadsInput => false;

    protected bool Faulty { get; } = faulty;

    /// <summary>Starts everything and returns.</summary>
    public abstract void Start();

    /// <summary>What the main thread does meanwhile. It returns when the watcher's thread ends, or never.</summary>
    public virtual void RunMain(Thread watcher) => watcher.Join();

    /// <summary>What is not yet as it should be, or null. The watcher asks many times in a row.</summary>
    public string? Missing() => Faulty ? MissingFault() : MissingProgress();

    protected void Hear(string line) => LineRead?.Invoke(line);

    /// <summary>By default: every named thread waits, and none has made a round since the last look.</summary>
    protected virtual string? MissingFault()
    {
        foreach (var worker in _workers)
        {
            if (!worker.IsWaiting)
            {
                return $"thread '{worker.Name}' does not wait yet";
            }
        }

        var rounds = _workers.Sum(worker => worker.Rounds);
        var still = rounds == _roundsAtLastLook;
        _roundsAtLastLook = rounds;
        return still ? null : "the threads still make progress";
    }

    /// <summary>By default: every named thread has made some rounds.</summary>
    protected virtual string? MissingProgress()
    {
        foreach (var worker in _workers)
        {
            if (worker.Rounds < RoundsOfAHealthyWorker)
            {
                return $"thread '{worker.Name}' has made {worker.Rounds} rounds only";
            }
        }

        return null;
    }

    /// <summary>Starts a thread that does the same again and again, with a short pause between.</summary>
    protected void Run(string name, Action round)
    {
        var worker = new Worker(name, round);
        _workers.Add(worker);
        worker.Start();
    }

    /// <summary>Until the system has let a thread go, its stack can still know what it filled. Told by the kernel, where it tells.</summary>
    protected static bool IsAlive(string name) => Directory.Exists("/proc/self/task")
        && Directory.EnumerateDirectories("/proc/self/task").Any(task => NameOf(task) == name);

    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).Trim();
        }
        catch (IOException)
        {
            return ""; // it has ended meanwhile
        }
    }
}
