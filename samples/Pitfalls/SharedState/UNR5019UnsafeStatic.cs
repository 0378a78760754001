namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>Two calls at once spoil the state of the generator; from then on it gives nothing but zeros.</summary>
public sealed class UNR5019UnsafeStatic
{
    private static readonly Random s_random = new();

    public int Roll() => s_random.Next(1, 7); // UNR5019
}

/// <summary>The generator that is made for all threads.</summary>
public static class UNR5019UnsafeStaticRepaired
{
    public static int Roll() => Random.Shared.Next(1, 7);
}
