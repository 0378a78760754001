namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>A table of rates that is filled by the pool while its static constructor runs: the first use hangs for ever.</summary>
public static class UNR1008InitialisationCycle
{
    private static readonly Dictionary<string, decimal> s_rates = [];

    static UNR1008InitialisationCycle()
    {
        Task.Run(() => s_rates.Add("EUR", 1.1m)).Wait(); // UNR1008
    }

    public static decimal Of(string currency) => s_rates[currency];
}

/// <summary>The table is filled by a method that the program awaits when it starts.</summary>
public static class UNR1008InitialisationCycleRepaired
{
    private static readonly Dictionary<string, decimal> s_rates = [];

    public static async Task LoadAsync(HttpClient client, Uri rates, CancellationToken token) =>
        s_rates["EUR"] = decimal.Parse(await client.GetStringAsync(rates, token));

    public static decimal Of(string currency) => s_rates[currency];
}
