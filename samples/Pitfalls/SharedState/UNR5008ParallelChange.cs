namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>Two threads read the same sum and write it back with only their own number added.</summary>
public static class UNR5008ParallelChange
{
    public static long Sum(int[] numbers)
    {
        var sum = 0L;
        Parallel.ForEach(numbers, number =>
        {
            sum += number; // UNR5008
        });
        return sum;
    }
}

/// <summary>Each thread has a sum of its own; they are added at the end, one at a time.</summary>
public static class UNR5008ParallelChangeRepaired
{
    public static long Sum(int[] numbers)
    {
        var sum = 0L;
        Parallel.ForEach(numbers, () => 0L, (number, _, mine) => mine + number, mine => Interlocked.Add(ref sum, mine));
        return sum;
    }
}
