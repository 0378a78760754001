namespace Unravel.Samples.Hangs;

/// <summary>A named thread that does one thing again and again and counts how often it came through.</summary>
internal sealed class Worker
{
    private readonly Action _round;
    private readonly Thread _thread;
    private long _rounds;

    public Worker(string name, Action round)
    {
        _round = round;
        _thread = new Thread(Loop) { Name = name, IsBackground = true };
    }

    public string Name => _thread.Name!;

    public long Rounds => Interlocked.Read(ref _rounds);

    public bool IsWaiting => (_thread.ThreadState & ThreadState.WaitSleepJoin) != 0;

    public void Start() => _thread.Start();

    private void Loop()
    {
        while (true)
        {
            _round();
            Interlocked.Increment(ref _rounds);
            Thread.Sleep(1);
        }
    }
}
