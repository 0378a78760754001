using System.Diagnostics;
using System.Globalization;

namespace Unravel.Samples.Hangs;

/// <summary>
/// Shows how long the process stood still: a thread beats every millisecond and keeps the largest gap between two
/// beats. Each line <c>gap?</c> on standard input is answered with <c>GAP milliseconds</c> and starts anew.
/// </summary>
internal sealed class Heartbeat
{
    private long _largestGap;

    /// <param name="listens">Whether it reads the input; a program that does so itself hands the lines to <see cref="Answer"/>.</param>
    public void Start(bool listens = true)
    {
        new Thread(Beat) { Name = "heartbeat", IsBackground = true, Priority = ThreadPriority.Highest }.Start();
        if (listens)
        {
            new Thread(Listen) { Name = "heartbeat-reader", IsBackground = true }.Start();
        }
    }

    public void Answer(string line)
    {
        if (line == "gap?")
        {
            var gap = Interlocked.Exchange(ref _largestGap, 0) * 1000.0 / Stopwatch.Frequency;
            Console.WriteLine("GAP " + gap.ToString("F3", CultureInfo.InvariantCulture));
        }
    }

    private void Beat()
    {
        var last = Stopwatch.GetTimestamp();
        while (true)
        {
            Thread.Sleep(1);
            var now = Stopwatch.GetTimestamp();
            if (now - last > Interlocked.Read(ref _largestGap))
            {
                Interlocked.Exchange(ref _largestGap, now - last);
            }

            last = now;
        }
    }

    /// <summary>Reads the plain stream: Console.In would take over the terminal.</summary>
    private void Listen()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (input.ReadLine() is { } line)
        {
            Answer(line);
        }
    }
}
