namespace Unravel.Samples.Textbook;

/// <summary>The halves are sorted by two tasks, whose comparisons are counted in one plain variable.</summary>
public sealed class ParallelQuicksort
{
    public static (int[] Sorted, int Swaps) Sort(int[] numbers)
    {
        var swaps = 0;
        var middle = numbers.Length / 2;
        var left = Task.Run(() =>
        {
            Array.Sort(numbers, 0, middle);
            swaps += middle; // UNR5008
        });
        var right = Task.Run(() =>
        {
            Array.Sort(numbers, middle, numbers.Length - middle);
            swaps += numbers.Length - middle; // UNR5008
        });
        Task.WaitAll(left, right); // UNR1002
        return (numbers, swaps);
    }
}

/// <summary>Each half has its own part of the array, returns its count, and the counts are added after the join.</summary>
public sealed class ParallelQuicksortRepaired
{
    public static async Task<int> SortAsync(int[] numbers, int from, int to)
    {
        if (to - from < 2)
        {
            return 0;
        }

        var pivot = numbers[from];
        var swaps = 0;
        var (low, high) = (from, to - 1);
        while (low <= high)
        {
            while (numbers[low] < pivot)
            {
                low++;
            }

            while (numbers[high] > pivot)
            {
                high--;
            }

            if (low <= high)
            {
                (numbers[low], numbers[high]) = (numbers[high], numbers[low]);
                swaps++;
                low++;
                high--;
            }
        }

        var left = Task.Run(() => SortAsync(numbers, from, high + 1));
        var right = Task.Run(() => SortAsync(numbers, low, to));
        return swaps + await left + await right;
    }
}
