namespace Unravel.Samples.Textbook;

/// <summary>The workers' threads capture the loop variable, and the sum of the phases is added to without a lock.</summary>
public sealed class BarrierPhases
{
    private int _total;

    public int Run(int workers)
    {
        using var barrier = new Barrier(workers);
        var threads = new List<Thread>();
        for (var worker = 0; worker < workers; worker++)
        {
            var thread = new Thread(() =>
            {
                _total += worker; // UNR5010
                barrier.SignalAndWait();
                _total += worker; // UNR5008
            });
            threads.Add(thread);
            thread.Start();
        }

        threads.ForEach(thread => thread.Join());
        return _total;
    }
}

/// <summary>Each worker has its own number and its own cell; the cells are added after the join.</summary>
public sealed class BarrierPhasesRepaired
{
    public static int Run(int workers)
    {
        using var barrier = new Barrier(workers);
        var cells = new int[workers];
        var threads = new List<Thread>();
        for (var worker = 0; worker < workers; worker++)
        {
            var mine = worker;
            var thread = new Thread(() =>
            {
                cells[mine] = mine;
                barrier.SignalAndWait();
                cells[mine] += cells[(mine + 1) % workers];
            });
            threads.Add(thread);
            thread.Start();
        }

        threads.ForEach(thread => thread.Join());
        return cells.Sum();
    }
}
