namespace Unravel.Samples.Taskless;

/// <summary>Closes its shelves, each of which may report to it meanwhile.</summary>
internal sealed class Depot(bool hangs)
{
    private readonly object _gate = new();
    private readonly List<Shelf> _shelves = [];
    private readonly ManualResetEvent _end = new(initialState: false);
    private int _met;

    public Shelf Add()
    {
        var shelf = new Shelf(this);
        _shelves.Add(shelf);
        return shelf;
    }

    public void CloseAll()
    {
        if (hangs)
        {
            lock (_gate)
            {
                Meet();
                _shelves[0].Close();
            }
        }

        _end.WaitOne();
    }

    // No Barrier, which would load the type of tasks.
    private void Meet()
    {
        Interlocked.Increment(ref _met);
        while (Volatile.Read(ref _met) < 2)
        {
            Thread.Yield();
        }
    }

    internal void Remove(Shelf shelf)
    {
        if (hangs)
        {
            Meet();
            lock (_gate)
            {
                _shelves.Remove(shelf);
            }
        }

        _end.WaitOne();
    }
}

internal sealed class Shelf(Depot depot)
{
    private readonly object _gate = new();

    public void Empty()
    {
        lock (_gate)
        {
            depot.Remove(this);
        }
    }

    internal void Close()
    {
        lock (_gate)
        {
        }
    }
}
