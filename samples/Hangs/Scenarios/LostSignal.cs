namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A foreman waits until three helpers have reported. One of them met an error, went home, and did not report; nobody
/// is left who could. In the repaired form the report is in a finally.
/// </summary>
internal sealed class LostSignal(bool faulty) : Scenario(faulty)
{
    private const int DaysOfAHealthySite = 5;

    private readonly Progress _days = new();
    private Thread? _foreman;

    public override void Start()
    {
        // Neither this object nor the watcher may know the site: only who works there does.
        var (days, fault) = (_days, Faulty);
        _foreman = new Thread(() => new Site(days).Supervise(fault)) { Name = "foreman", IsBackground = true };
        _foreman.Start();
    }

    protected override string? MissingFault() =>
        (_foreman!.ThreadState & ThreadState.WaitSleepJoin) == 0 ? "the foreman does not wait yet"
        : _days.HelpersAtWork > 0 ? "a helper is still at work"
        : _days.Count > 0 ? "the day has ended"
        : null;

    protected override string? MissingProgress() => _days.Count < DaysOfAHealthySite ? $"only {_days.Count} days have passed" : null;
}

/// <summary>What the watcher sees.</summary>
internal sealed class Progress
{
    private int _count;
    private int _helpers = 3;

    public int Count => Volatile.Read(ref _count);

    public int HelpersAtWork => Volatile.Read(ref _helpers);

    public void EndDay() => Interlocked.Increment(ref _count);

    public void GoHome() => Interlocked.Decrement(ref _helpers);
}

internal sealed class Site(Progress progress)
{
    private readonly CountdownEvent _reports = new(3);

    public void Supervise(bool fault)
    {
        while (true)
        {
            _reports.Reset();
            for (var helper = 0; helper < 3; helper++)
            {
                var number = helper;
                new Thread(() => Help(number, fault)) { Name = $"helper-{number}", IsBackground = true }.Start();
            }

            _reports.Wait(); // marker: foreman-waits
            progress.EndDay();
            Thread.Sleep(1);
        }
    }

    private void Help(int number, bool fault)
    {
        var reported = false;
        try
        {
            Lay(number);
            _reports.Signal();
            reported = true;
        }
        catch (InvalidOperationException)
        {
            // logged, and forgotten
        }
        finally
        {
            if (!reported && !fault)
            {
                _reports.Signal();
            }

            progress.GoHome();
        }
    }

    private static void Lay(int number)
    {
        if (number == 1)
        {
            throw new InvalidOperationException("There are no bricks left.");
        }
    }
}
