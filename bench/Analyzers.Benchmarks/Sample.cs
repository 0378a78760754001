using System.Diagnostics;

namespace Unravel.Analyzers.Benchmarks;

/// <summary>What one run cost. On a busy machine processor time and memory say more than the clock.</summary>
internal readonly record struct Sample(double Wall, double Processor, double Megabytes)
{
    public static async Task<Sample> Of(Func<Task> run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await run();
        return new(
            clock.Elapsed.TotalMilliseconds,
            (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6);
    }
}
