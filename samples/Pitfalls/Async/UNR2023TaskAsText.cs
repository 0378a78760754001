namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Prints "System.Threading.Tasks.Task`1[System.String]" where the answer was meant.</summary>
public sealed class UNR2023TaskAsText(HttpClient client)
{
    public async Task PrintAsync(Uri page)
    {
        Console.WriteLine($"The page: {client.GetStringAsync(page)}"); // UNR2023
        await Task.Delay(1);
    }
}

/// <summary>The same with the answer.</summary>
public sealed class UNR2023TaskAsTextRepaired(HttpClient client)
{
    public async Task PrintAsync(Uri page)
    {
        Console.WriteLine($"The page: {await client.GetStringAsync(page)}");
    }
}
