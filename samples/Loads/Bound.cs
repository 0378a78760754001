using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Unravel.Samples.Loads;

/// <summary>Programs that work all the time, each limited by one thing: processors, the system's answers, or locks.</summary>
internal static class Bound
{
    private const int Workers = 8;
    private static readonly TimeSpan s_answer = TimeSpan.FromMilliseconds(20);

    /// <summary>Null for an unknown verb.</summary>
    public static object? Start(string verb) => verb switch
    {
        "cpu-all" => Threads(Environment.ProcessorCount * 2, _ => Compute(TimeSpan.FromMilliseconds(50))),
        "cpu-one" => Threads(1, _ => Compute(TimeSpan.FromMilliseconds(50))),
        "cpu-pool" => Threads(1, _ => Parallel.For(0, 64, _ => Compute(TimeSpan.FromMilliseconds(10)))),
        "io-http" => Http(),
        "io-sockets" => Sockets(),
        "io-pipes" => Pipes(),
        "lock-monitor" => LockMonitor(),
        "lock-semaphore" => LockSemaphore(),
        "lock-writers" => LockWriters(),
        _ => null,
    };

    private static Thread[] Threads(int count, Action<int> turn)
    {
        var threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            var number = i;
            threads[i] = new Thread(() =>
            {
                while (true)
                {
                    turn(number);
                }
            })
            { IsBackground = true, Name = $"worker-{i}" };
            threads[i].Start();
        }

        return threads;
    }

    private static void Compute(TimeSpan time)
    {
        var (start, sum) = (Stopwatch.GetTimestamp(), 0d);
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            sum = Math.Sqrt(sum + 1);
        }
    }

    /// <summary>Clients that ask a slow server and wait for its answer in a call of the system.</summary>
    private static Thread[] Sockets()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var clients = new Socket[Workers];
        for (var i = 0; i < Workers; i++)
        {
            clients[i] = new Socket(SocketType.Stream, ProtocolType.Tcp);
            clients[i].Connect(listener.LocalEndpoint);
            _ = AnswerAsync(listener.AcceptSocket());
        }

        return Threads(Workers, number =>
        {
            clients[number].Send([1]);
            clients[number].Receive(new byte[1]);
        });
    }

    private static async Task AnswerAsync(Socket server, byte[]? answer = null)
    {
        var question = new byte[512];
        while (await server.ReceiveAsync(question) > 0)
        {
            await Task.Delay(s_answer);
            await server.SendAsync(answer ?? [1]);
        }
    }

    /// <summary>Clients of a slow web server that use the blocking call.</summary>
    private static Thread[] Http()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = ServeAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
        var client = new HttpClient { BaseAddress = new Uri($"http://{listener.LocalEndpoint}/") };
        return Threads(Workers, _ =>
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, "");
            using var answer = client.Send(question);
        });
    }

    private static async Task ServeAsync(TcpListener listener, byte[] answer)
    {
        while (true)
        {
            _ = AnswerAsync(await listener.AcceptSocketAsync(), answer);
        }
    }

    /// <summary>Readers of children that say a line now and then.</summary>
    private static Thread[] Pipes()
    {
        var children = new StreamReader[Workers];
        for (var i = 0; i < Workers; i++)
        {
            children[i] = Process.Start(new ProcessStartInfo("sh", ["-c", "while kill -0 $PPID; do sleep 0.02; echo done; done 2> /dev/null"]) { RedirectStandardOutput = true })!.StandardOutput;
        }

        return Threads(Workers, number => children[number].ReadLine());
    }

    private static Thread[] LockMonitor()
    {
        var gate = new object();
        return Threads(Workers, _ =>
        {
            lock (gate)
            {
                Compute(TimeSpan.FromMilliseconds(2));
            }
        });
    }

    private static Thread[] LockSemaphore()
    {
        var gate = new SemaphoreSlim(1, 1);
        return Threads(Workers, _ =>
        {
            gate.Wait();
            Thread.Sleep(2);
            gate.Release();
        });
    }

    private static Thread[] LockWriters()
    {
        var gate = new ReaderWriterLockSlim();
        return Threads(Workers, _ =>
        {
            gate.EnterWriteLock();
            Thread.Sleep(2);
            gate.ExitWriteLock();
        });
    }
}
