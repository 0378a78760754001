namespace Unravel.Samples.Loads;

/// <summary>An ASP.NET Core server as people write it: it waits a little for each answer, and answers.</summary>
internal static class WebServer
{
    /// <returns>Its address.</returns>
    public static async Task<string> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapGet("/", async () =>
        {
            await Task.Delay(2);
            return string.Join(',', Enumerable.Range(0, 100));
        });
        await server.StartAsync();
        return server.Urls.First();
    }
}
