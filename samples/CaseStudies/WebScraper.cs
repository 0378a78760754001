using System.Net;
using System.Net.Sockets;

namespace Unravel.Samples.CaseStudies;

/// <summary>
/// Fetches pages from a server in the same process. Faulty: each page is fetched by a pool worker that blocks on the
/// answer (UNR1001), and the server needs the same pool to give it: the pool starves (UNR6001). Repaired: it awaits.
/// </summary>
internal static class WebScraper
{
    private const int Pages = 200;

    public static async Task RunAsync(bool faulty)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var server = ServeAsync(listener);
        var fetches = Enumerable.Range(1, Pages).Select(page => faulty
            ? Task.Run(() => FetchAsync(port, page).Result)
            : FetchAsync(port, page));
        var lengths = await Task.WhenAll(fetches);
        Console.WriteLine($"{lengths.Length} pages, {lengths.Sum()} bytes");
        listener.Stop();
        await server;
    }

    private static async Task<int> FetchAsync(int port, int page)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        using var reader = new StreamReader(client.GetStream());
        var text = await reader.ReadToEndAsync();
        await Task.Yield();
        return text.Length + page;
    }

    private static async Task ServeAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (SocketException)
        {
            // stopped
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            await using var writer = new StreamWriter(client.GetStream());
            await Task.Delay(20);
            await writer.WriteAsync("<html>a page</html>");
        }
    }
}
