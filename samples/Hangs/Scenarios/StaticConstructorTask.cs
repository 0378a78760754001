namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>A static constructor that blocks on Task.Run, whose delegate is a lambda of the same class: it can never run.</summary>
internal sealed class StaticConstructorTask(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        if (Faulty)
        {
            Run("teller", () => Currency.Convert(1));
        }
        else
        {
            Run("teller", () => StoredCurrency.Convert(1));
        }
    }
}

internal static class Currency
{
    private static readonly decimal s_rate;

    static Currency()
    {
        s_rate = Task.Run(Fetch).Result; // marker: currency-blocks
    }

    public static decimal Convert(decimal amount) => amount * s_rate;

    private static decimal Fetch() => 1.1m; // marker: fetch-waits
}

/// <summary>The repair: the rate is there before anybody asks.</summary>
internal static class StoredCurrency
{
    private static readonly decimal s_rate = 1.1m;

    public static decimal Convert(decimal amount) => amount * s_rate;
}
