namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A thread that took a reader-writer lock for reading has ended without giving it back. Other readers still come in; the
/// first writer waits for ever, and from then on every reader waits behind it.
/// </summary>
internal sealed class LeakedReadLock(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        var routes = new Routes();
        var probe = new Thread(Faulty ? routes.Probe : routes.ProbeSafely) { Name = "probe", IsBackground = true };
        probe.Start();
        probe.Join();
        Run("updater", routes.Update);
        Run("router", routes.Route);
    }
}

internal sealed class Routes
{
    private readonly ReaderWriterLockSlim _table = new();
    private readonly Dictionary<string, int> _hops = [];
    private int _served;

    public void Probe()
    {
        _table.EnterReadLock();
        if (!_hops.ContainsKey("home"))
        {
            return; // the fault: the lock stays taken
        }

        _table.ExitReadLock();
    }

    /// <summary>The repair: given back in a finally.</summary>
    public void ProbeSafely()
    {
        _table.EnterReadLock();
        try
        {
            _served += _hops.Count;
        }
        finally
        {
            _table.ExitReadLock();
        }
    }

    public void Update()
    {
        _table.EnterWriteLock(); // marker: updater-waits
        try
        {
            _hops["home"] = _served;
        }
        finally
        {
            _table.ExitWriteLock();
        }
    }

    public void Route()
    {
        _table.EnterReadLock(); // marker: router-waits
        try
        {
            _served++;
        }
        finally
        {
            _table.ExitReadLock();
        }
    }
}
