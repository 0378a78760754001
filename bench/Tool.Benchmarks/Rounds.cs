namespace Unravel.Tool.Benchmarks;

/// <summary>Looks at one target again and again, in turns with a dump and with nothing, so that a busy moment meets all of them.</summary>
internal static class Rounds
{
    private static readonly TimeSpan s_nothing = TimeSpan.FromMilliseconds(300);

    /// <param name="rounds">One more is made first, which warms the disk's cache and does not count.</param>
    /// <param name="dotnetDump">Path of dotnet-dump, where the stock tools are to be timed too.</param>
    public static async Task<Results> RunAsync(Load load, int rounds, ToolRun tool, bool withDump, string? dotnetDump = null)
    {
        using var dumps = new DumpRun();
        await using var target = await HeartbeatTarget.StartAsync(load).ConfigureAwait(false);
        var nothing = new Series("nothing");
        var diagnose = new Series("dotnet unravel");
        var dump = new Series("WriteDump(WithHeap)");
        var stock = new Series("stock tools");
        using var tools = dotnetDump is null || load.StockRatio == 0 ? null : new StockTools(dotnetDump);
        (Series, Func<int, Task<double>>)[] turns =
        [
            (nothing, async _ =>
            {
                await Task.Delay(s_nothing).ConfigureAwait(false);
                return 0;
            }),
            (diagnose, tool.DiagnoseAsync),
            .. withDump ? new (Series, Func<int, Task<double>>)[] { (dump, dumps.WriteAsync) } : [],
            .. tools is not null ? new (Series, Func<int, Task<double>>)[] { (stock, tools.ListAsync) } : [],
        ];
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (series, action) in turns)
            {
                var sample = await target.MeasureAsync(action).ConfigureAwait(false);
                dumps.Clean();
                tools?.Clean();
                if (round >= 0)
                {
                    series.Add(sample);
                }
            }

            await Console.Error.WriteAsync('.').ConfigureAwait(false);
        }

        await Console.Error.WriteLineAsync().ConfigureAwait(false);
        return new Results(nothing, diagnose, dump, stock);
    }
}

/// <summary>What was measured of one target; a series that was not asked for is empty.</summary>
internal sealed record Results(Series Nothing, Series Diagnose, Series Dump, Series Stock);
