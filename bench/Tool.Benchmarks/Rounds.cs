namespace Unravel.Tool.Benchmarks;

/// <summary>Looks at one target again and again, in turns with a dump and with nothing, so that a busy moment meets all of them.</summary>
internal static class Rounds
{
    private static readonly TimeSpan s_nothing = TimeSpan.FromMilliseconds(300);

    /// <param name="rounds">One more is made first, which warms the disk's cache and does not count.</param>
    public static async Task<(Series Nothing, Series Diagnose, Series Dump)> RunAsync(Load load, int rounds, ToolRun tool, bool withDump)
    {
        using var dumps = new DumpRun();
        await using var target = await HeartbeatTarget.StartAsync(load).ConfigureAwait(false);
        var nothing = new Series("nothing");
        var diagnose = new Series("dotnet unravel");
        var dump = new Series("WriteDump(WithHeap)");
        (Series, Func<int, Task<double>>)[] turns =
        [
            (nothing, async _ =>
            {
                await Task.Delay(s_nothing).ConfigureAwait(false);
                return 0;
            }),
            (diagnose, tool.DiagnoseAsync),
            .. withDump ? new (Series, Func<int, Task<double>>)[] { (dump, dumps.WriteAsync) } : [],
        ];
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (series, action) in turns)
            {
                var sample = await target.MeasureAsync(action).ConfigureAwait(false);
                dumps.Clean();
                if (round >= 0)
                {
                    series.Add(sample);
                }
            }

            await Console.Error.WriteAsync('.').ConfigureAwait(false);
        }

        await Console.Error.WriteLineAsync().ConfigureAwait(false);
        return (nothing, diagnose, dump);
    }
}
