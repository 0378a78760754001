namespace Unravel.Samples.Textbook;

/// <summary>Three counters that lose counts: in a parallel loop, in threads, and volatile.</summary>
public sealed class Counters
{
    private volatile int _hits;
    private int _misses;

    public static int CountEven(int[] numbers)
    {
        var even = 0;
        Parallel.ForEach(numbers, number =>
        {
            if (number % 2 == 0)
            {
                even++; // UNR5008
            }
        });
        return even;
    }

    public void Hit() => _hits++; // UNR5006

    public int CountMisses()
    {
        var threads = new Thread[4];
        for (var index = 0; index < threads.Length; index++)
        {
            threads[index] = new Thread(() =>
            {
                for (var round = 0; round < 1000; round++)
                {
                    _misses++; // UNR5008
                }
            });
            threads[index].Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        return _misses + _hits;
    }
}

/// <summary>The same, counted with interlocked operations.</summary>
public sealed class CountersRepaired
{
    private int _hits;
    private int _misses;

    public static int CountEven(int[] numbers)
    {
        var even = 0;
        Parallel.ForEach(numbers, number =>
        {
            if (number % 2 == 0)
            {
                Interlocked.Increment(ref even);
            }
        });
        return even;
    }

    public void Hit() => Interlocked.Increment(ref _hits);

    public int CountMisses()
    {
        var threads = new Thread[4];
        for (var index = 0; index < threads.Length; index++)
        {
            threads[index] = new Thread(() =>
            {
                for (var round = 0; round < 1000; round++)
                {
                    Interlocked.Increment(ref _misses);
                }
            });
            threads[index].Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        return Volatile.Read(ref _misses) + Volatile.Read(ref _hits);
    }
}
