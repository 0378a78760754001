#if NET9_0_OR_GREATER
namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A ring of four threads over four kinds of wait: a monitor, a reader-writer lock, a System.Threading.Lock and
/// Thread.Join. A passenger only wants to read the schedule: it queues behind the waiting writer.
/// </summary>
internal sealed class LockOrderMixed(bool faulty) : Scenario(faulty)
{
    private readonly Airport _airport = new(faulty ? new Meeting(3) : Meeting.None);

    public override void Start()
    {
        Run("gate-agent", _airport.Board);
        Run("display", _airport.Refresh);
        Run("controller", Faulty ? _airport.Call : _airport.CallUnlocked);
        Run("passenger", _airport.LookUp);
    }

    protected override string? MissingFault() =>
        base.MissingFault() ?? (_airport.AnnouncerWaits ? null : "the announcer does not wait yet");
}

internal sealed class Airport(Meeting allHoldOne)
{
    private readonly object _manifest = new();
    private readonly ReaderWriterLockSlim _schedule = new();
    private readonly Lock _speakers = new();
    private Thread? _announcer;
    private int _boarded;
    private int _lookups;
    private int _calls;

    public bool AnnouncerWaits => Volatile.Read(ref _announcer) is { } thread && (thread.ThreadState & ThreadState.WaitSleepJoin) != 0;

    /// <summary>Manifest, then schedule.</summary>
    public void Board()
    {
        lock (_manifest)
        {
            allHoldOne.Meet();
            _schedule.EnterWriteLock(); // marker: agent-waits
            try
            {
                _boarded++;
            }
            finally
            {
                _schedule.ExitWriteLock();
            }
        }
    }

    /// <summary>Schedule, then speakers.</summary>
    public void Refresh()
    {
        _schedule.EnterReadLock();
        try
        {
            allHoldOne.Meet();
            using (_speakers.EnterScope()) // marker: display-waits
            {
                _lookups++;
            }
        }
        finally
        {
            _schedule.ExitReadLock();
        }
    }

    /// <summary>Speakers, then the end of a thread that wants the manifest.</summary>
    public void Call()
    {
        using (_speakers.EnterScope())
        {
            allHoldOne.Meet();
            Announce().Join(); // marker: controller-joins
        }
    }

    /// <summary>The repair: nobody is waited for under the lock.</summary>
    public void CallUnlocked()
    {
        Announce().Join();
        using (_speakers.EnterScope())
        {
            _calls++;
        }
    }

    public void LookUp()
    {
        // Not before somebody wants to write, which it then stands behind.
        while (allHoldOne.IsNeeded && _schedule.WaitingWriteCount == 0)
        {
            Thread.Sleep(1);
        }

        _schedule.EnterReadLock(); // marker: passenger-queues
        try
        {
            _lookups++;
        }
        finally
        {
            _schedule.ExitReadLock();
        }
    }

    private Thread Announce()
    {
        var announcer = new Thread(ReadManifest) { Name = "announcer", IsBackground = true };
        Volatile.Write(ref _announcer, announcer);
        announcer.Start();
        return announcer;
    }

    private void ReadManifest()
    {
        lock (_manifest) // marker: announcer-waits
        {
            _calls += _boarded;
        }
    }
}
#endif
