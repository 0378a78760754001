namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>All tasks share the one loop variable, and most of them see its last value.</summary>
public static class UNR5010ChangedAfterwards
{
    public static async Task<int> SumAsync(int[] numbers)
    {
        var tasks = new List<Task<int>>();
        for (var index = 0; index < numbers.Length; index++)
        {
            tasks.Add(Task.Run(() => numbers[index])); // UNR5010
        }

        return (await Task.WhenAll(tasks)).Sum();
    }
}

/// <summary>Each task has a copy of its own.</summary>
public static class UNR5010ChangedAfterwardsRepaired
{
    public static async Task<int> SumAsync(int[] numbers)
    {
        var tasks = new List<Task<int>>();
        for (var index = 0; index < numbers.Length; index++)
        {
            var mine = index;
            tasks.Add(Task.Run(() => numbers[mine]));
        }

        return (await Task.WhenAll(tasks)).Sum();
    }
}
