using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unravel.Diagnostics.Tests.Rendering.Html;

/// <summary>A headless Chromium with one page open, driven over its DevTools protocol. Needs what eng/prereqs.sh brings.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly Process _process;
    private readonly string _folder;
    private readonly ClientWebSocket _socket = new();
    private int _lastId;

    /// <summary>Read to its end, so that a full pipe never stops it.</summary>
    private Task _output = Task.CompletedTask;

    private Browser(Process process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>What the page complained of: exceptions, and requests that its policy refused.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Addresses that the page asked for, itself left out.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<Browser> OpenAsync(string html, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("unravel-browser-").FullName;
        var page = Path.Combine(folder, "report.html");
        await File.WriteAllTextAsync(page, html, cancellation);
        var start = new ProcessStartInfo(Find(),
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions", "--window-size=1400,1000",
            $"--user-data-dir={folder}/profile", "--remote-debugging-port=0", "about:blank",
        ])
        { RedirectStandardError = true, RedirectStandardOutput = true };
        var browser = new Browser(Process.Start(start)!, folder);
        try
        {
            await browser.ConnectAsync(page, cancellation);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of an expression, as text.</summary>
    public async Task<string> AskAsync(string script, CancellationToken cancellation)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = script, ["returnByValue"] = true, ["awaitPromise"] = true }, cancellation);
        Assert.Null(answer["exceptionDetails"]?.ToJsonString());
        return answer["result"]?["value"]?.ToString() ?? "";
    }

    /// <summary>A click of the mouse, as a person makes it.</summary>
    /// <param name="at">An expression for the place in the window, as <c>{ x, y }</c>.</param>
    public async Task ClickAsync(string at, CancellationToken cancellation)
    {
        foreach (var type in new[] { "mouseMoved", "mousePressed", "mouseReleased" })
        {
            await MouseAsync(type, at, new JsonObject { ["button"] = type == "mouseMoved" ? "none" : "left", ["clickCount"] = 1 }, cancellation);
        }
    }

    /// <summary>One notch of the wheel, away from the person.</summary>
    public Task WheelAsync(string at, CancellationToken cancellation) => MouseAsync("mouseWheel", at, new JsonObject { ["deltaX"] = 0, ["deltaY"] = -120 }, cancellation);

    private async Task MouseAsync(string type, string at, JsonObject parameters, CancellationToken cancellation)
    {
        var place = JsonNode.Parse(await AskAsync($"JSON.stringify({at})", cancellation))!;
        parameters["type"] = type;
        parameters["x"] = place["x"]!.DeepClone();
        parameters["y"] = place["y"]!.DeepClone();
        await SendAsync("Input.dispatchMouseEvent", parameters, cancellation);
    }

    /// <summary>The window as narrow as a phone, or as wide as it was.</summary>
    public Task ResizeAsync(int width, int height, CancellationToken cancellation) =>
        SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false }, cancellation);

    /// <summary>Whether the person prefers a dark page.</summary>
    public Task PreferAsync(string scheme, CancellationToken cancellation) =>
        SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) }, cancellation);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _output;
        _process.Dispose();
        for (var attempt = 0; Directory.Exists(_folder); attempt++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException) when (attempt < 20)
            {
                await Task.Delay(100); // its helpers are still writing
            }
        }
    }

    private static string Find() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in s_names
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault() ?? throw new InvalidOperationException("There is no Chromium; eng/prereqs.sh installs it.");

    private async Task ConnectAsync(string page, CancellationToken cancellation)
    {
        // "DevTools listening on ws://127.0.0.1:41235/devtools/browser/..."
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync(cancellation);
        }
        while (line?.Contains("DevTools listening on ", StringComparison.Ordinal) == false);
        Assert.NotNull(line);
        _output = Task.WhenAll(_process.StandardError.ReadToEndAsync(CancellationToken.None), _process.StandardOutput.ReadToEndAsync(CancellationToken.None));
        var address = new Uri(line[line.IndexOf("ws://", StringComparison.Ordinal)..].Trim());
        using var http = new HttpClient();
        var targets = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://{address.Authority}/json"), cancellation))!.AsArray();
        var target = targets.First(target => target!["type"]!.GetValue<string>() == "page")!;
        await _socket.ConnectAsync(new Uri(target["webSocketDebuggerUrl"]!.GetValue<string>()), cancellation);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await SendAsync($"{domain}.enable", [], cancellation);
        }

        await SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(page).AbsoluteUri }, cancellation);
        while (await AskAsync("document.readyState + (window.report === undefined && typeof report)", cancellation) is var state && !state.StartsWith("complete", StringComparison.Ordinal))
        {
            await Task.Delay(50, cancellation);
        }
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters, CancellationToken cancellation)
    {
        var id = ++_lastId;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, cancellation);
        while (true)
        {
            var answer = await ReceiveAsync(cancellation);
            if (answer["id"]?.GetValue<int>() == id)
            {
                return answer["result"] ?? throw new InvalidOperationException(answer.ToJsonString());
            }

            switch (answer["method"]?.GetValue<string>())
            {
                case "Runtime.exceptionThrown" or "Log.entryAdded":
                    Complaints.Add(answer.ToJsonString());
                    break;
                case "Network.requestWillBeSent" when answer["params"]!["request"]!["url"]!.GetValue<string>() is var url && !url.EndsWith("/report.html", StringComparison.Ordinal):
                    Requests.Add(url);
                    break;
                default:
                    break;
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        var part = new byte[1 << 16];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(part.AsMemory(), cancellation);
            whole.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return JsonNode.Parse(whole.ToArray())!;
    }
}
