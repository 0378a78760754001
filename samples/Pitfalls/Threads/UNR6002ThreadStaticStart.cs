namespace Unravel.Samples.Pitfalls.Threads;

/// <summary>Only the thread that comes first has a list.</summary>
public sealed class UNR6002ThreadStaticStart
{
    [ThreadStatic]
    private static List<int> s_numbers = []; // UNR6002

    public static void Add(int number) => s_numbers.Add(number);
}

/// <summary>Each thread makes its own.</summary>
public sealed class UNR6002ThreadStaticStartRepaired
{
    [ThreadStatic]
    private static List<int>? s_numbers;

    public static void Add(int number) => (s_numbers ??= []).Add(number);
}
