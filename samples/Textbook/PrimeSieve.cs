namespace Unravel.Samples.Textbook;

/// <summary>All workers of the loop add to one list.</summary>
public sealed class PrimeSieve
{
    public static List<int> Find(int limit)
    {
        var primes = new List<int>();
        Parallel.For(2, limit, candidate =>
        {
            for (var divisor = 2; divisor * divisor <= candidate; divisor++)
            {
                if (candidate % divisor == 0)
                {
                    return;
                }
            }

            primes.Add(candidate); // UNR5009
        });
        return primes;
    }
}

/// <summary>Each index of the array belongs to one worker; the array is read when the loop is over.</summary>
public sealed class PrimeSieveRepaired
{
    public static List<int> Find(int limit)
    {
        var composite = new bool[limit];
        Parallel.For(2, limit, candidate =>
        {
            for (var divisor = 2; divisor * divisor <= candidate; divisor++)
            {
                if (candidate % divisor == 0)
                {
                    composite[candidate] = true;
                    return;
                }
            }
        });
        return Enumerable.Range(2, Math.Max(0, limit - 2)).Where(number => !composite[number]).ToList();
    }
}
