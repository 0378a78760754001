namespace Unravel.Samples.Hangs;

/// <summary>A server on a free port of this machine, without logs.</summary>
internal static class WebServer
{
    public static WebApplication Start(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        app.StartAsync().GetAwaiter().GetResult();
        return app;
    }

    public static Uri AddressOf(WebApplication app) => new(app.Urls.First());
}
