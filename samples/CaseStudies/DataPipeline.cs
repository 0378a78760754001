using System.Collections.Concurrent;

namespace Unravel.Samples.CaseStudies;

/// <summary>
/// Reads, parses and sums numbers in three stages joined by bounded queues. Faulty: a stage that meets a bad record ends
/// without completing its queue, and the next one waits for more for ever (UNR7003). Repaired: it completes in a finally.
/// </summary>
internal static class DataPipeline
{
    private static readonly string[] s_records = [.. Enumerable.Range(1, 100).Select(number => $"{number}"), "not a number", "7"];

    public static void Run(bool faulty)
    {
        using var lines = new BlockingCollection<string>(boundedCapacity: 8);
        using var numbers = new BlockingCollection<int>(boundedCapacity: 8);
        var read = Start("reader", () => Read(lines));
        var parse = Start("parser", () => Parse(lines, numbers, faulty));
        var sum = Start("summer", () => Console.WriteLine($"sum {numbers.GetConsumingEnumerable().Sum()}"));
        parse.Join();
        sum.Join();
        read.Join();
    }

    private static void Read(BlockingCollection<string> lines)
    {
        foreach (var record in s_records)
        {
            lines.Add(record);
        }

        lines.CompleteAdding();
    }

    private static void Parse(BlockingCollection<string> lines, BlockingCollection<int> numbers, bool faulty)
    {
        try
        {
            foreach (var line in lines.GetConsumingEnumerable())
            {
                numbers.Add(int.Parse(line, null));
            }
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine($"parsing ends early: {exception.Message}");
            foreach (var _ in lines.GetConsumingEnumerable())
            {
                // let the reader finish
            }
        }
        finally
        {
            if (!faulty)
            {
                numbers.CompleteAdding();
            }
        }
    }

    private static Thread Start(string name, ThreadStart body)
    {
        var thread = new Thread(body) { Name = name };
        thread.Start();
        return thread;
    }
}
