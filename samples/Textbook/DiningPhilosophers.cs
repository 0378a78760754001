namespace Unravel.Samples.Textbook;

/// <summary>Three philosophers at a round table, each with the fork at the left first: a ring of three.</summary>
public sealed class DiningPhilosophers
{
    private readonly object _firstFork = new();
    private readonly object _secondFork = new();
    private readonly object _thirdFork = new();
    private int _meals;

    public void Dine()
    {
        Thread[] philosophers = [new(Aristotle), new(Plato), new(Socrates)];
        foreach (var philosopher in philosophers)
        {
            philosopher.Start();
        }

        foreach (var philosopher in philosophers)
        {
            philosopher.Join();
        }
    }

    private void Aristotle()
    {
        lock (_firstFork)
        {
            lock (_secondFork) // UNR4001
            {
                Interlocked.Increment(ref _meals);
            }
        }
    }

    private void Plato()
    {
        lock (_secondFork)
        {
            lock (_thirdFork) // UNR4001
            {
                Interlocked.Increment(ref _meals);
            }
        }
    }

    private void Socrates()
    {
        lock (_thirdFork)
        {
            lock (_firstFork) // UNR4001
            {
                Interlocked.Increment(ref _meals);
            }
        }
    }
}

/// <summary>The last one takes the forks in the other order, which is the same order for all.</summary>
public sealed class DiningPhilosophersRepaired
{
    private readonly object _firstFork = new();
    private readonly object _secondFork = new();
    private readonly object _thirdFork = new();
    private int _meals;

    public void Dine()
    {
        Thread[] philosophers = [new(Aristotle), new(Plato), new(Socrates)];
        foreach (var philosopher in philosophers)
        {
            philosopher.Start();
        }

        foreach (var philosopher in philosophers)
        {
            philosopher.Join();
        }
    }

    private void Aristotle()
    {
        lock (_firstFork)
        {
            lock (_secondFork)
            {
                Interlocked.Increment(ref _meals);
            }
        }
    }

    private void Plato()
    {
        lock (_secondFork)
        {
            lock (_thirdFork)
            {
                Interlocked.Increment(ref _meals);
            }
        }
    }

    private void Socrates()
    {
        lock (_firstFork)
        {
            lock (_thirdFork)
            {
                Interlocked.Increment(ref _meals);
            }
        }
    }
}
