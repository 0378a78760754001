namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>Not a fault: a console program whose main thread waits for the next line, while a task keeps the clock.</summary>
internal sealed class ConsoleInput(bool faulty) : Scenario(faulty)
{
    private int _ticks;
    private bool _asked;

    public override bool ReadsInput => true;

    public override void Start() => _ = KeepTheClockAsync();

    public override void RunMain(Thread watcher)
    {
        Volatile.Write(ref _asked, true);
        while (Console.ReadLine() is { } line)
        {
            Hear(line);
        }

        watcher.Join(); // the input has ended: nobody will type any more
    }

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() =>
        !Volatile.Read(ref _asked) ? "the main thread does not read yet"
        : Volatile.Read(ref _ticks) < 3 ? "the clock has not ticked three times"
        : null;

    private async Task KeepTheClockAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync())
        {
            Interlocked.Increment(ref _ticks);
        }
    }
}
