namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>A client that goes to the network when it is made, when a property is read, and when it is let go.</summary>
public sealed class UNR1007BlockingInInstantMember : IDisposable
{
    private readonly HttpClient _client = new();
    private readonly Lazy<string> _motto;

    public UNR1007BlockingInInstantMember(Uri server)
    {
        Greeting = _client.GetStringAsync(server).Result; // UNR1007
        _motto = new Lazy<string>(() => _client.GetStringAsync(server).GetAwaiter().GetResult()); // UNR1007
    }

    public string Greeting { get; }

    public string Motto => _motto.Value;

    public int Users => CountAsync().Result; // UNR1007

    public void Dispose()
    {
        CountAsync().Wait(); // UNR1007
        _client.Dispose();
    }

    private async Task<int> CountAsync() => (await _client.GetStringAsync(new Uri("users", UriKind.Relative))).Length;
}

/// <summary>A factory that is awaited, a method that says by its name and type that it takes time, and DisposeAsync.</summary>
public sealed class UNR1007BlockingInInstantMemberRepaired : IAsyncDisposable
{
    private readonly HttpClient _client;

    private UNR1007BlockingInInstantMemberRepaired(HttpClient client, string greeting) => (_client, Greeting) = (client, greeting);

    public string Greeting { get; }

    public static async Task<UNR1007BlockingInInstantMemberRepaired> OpenAsync(Uri server, CancellationToken token)
    {
        var client = new HttpClient();
        return new(client, await client.GetStringAsync(server, token));
    }

    public async Task<int> CountAsync() => (await _client.GetStringAsync(new Uri("users", UriKind.Relative))).Length;

    public async ValueTask DisposeAsync()
    {
        await CountAsync();
        _client.Dispose();
    }
}
