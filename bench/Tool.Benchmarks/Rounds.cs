namespace Unravel.Tool.Benchmarks;

/// <summary>
/// Looks at a target again and again, in turns with a dump and with nothing, so that a busy moment meets all of them. The peers
/// have a target of their own of the same kind: a process that wrote a dump keeps a hundred megabytes more to copy.
/// </summary>
internal static class Rounds
{
    private static readonly TimeSpan s_nothing = TimeSpan.FromMilliseconds(300);

    /// <param name="rounds">One more is made first, which warms the disk's cache and does not count.</param>
    /// <param name="dotnetDump">Path of dotnet-dump, where the stock tools are to be timed too.</param>
    public static async Task<Results> RunAsync(Load load, int rounds, ToolRun tool, bool withDump, string? dotnetDump = null)
    {
        using var dumps = new DumpRun();
        await using var ours = await HeartbeatTarget.StartAsync(load).ConfigureAwait(false);
        await using var theirs = withDump ? await HeartbeatTarget.StartAsync(load).ConfigureAwait(false) : null;
        var nothing = new Series("nothing");
        var diagnose = new Series("dotnet unravel");
        var watched = new Series("dotnet unravel, its memory watched");
        var dump = new Series("WriteDump(WithHeap)");
        var stock = new Series("stock tools");
        using var tools = dotnetDump is null || load.StockRatio == 0 ? null : new StockTools(dotnetDump);
        (Series, HeartbeatTarget, Func<int, Task<double>>)[] turns =
        [
            (nothing, ours, async _ =>
            {
                await Task.Delay(s_nothing).ConfigureAwait(false);
                return 0;
            }),
            (diagnose, ours, tool.DiagnoseAsync),
            (watched, ours, tool.DiagnoseWatchedAsync),
            .. theirs is not null ? new (Series, HeartbeatTarget, Func<int, Task<double>>)[] { (dump, theirs, dumps.WriteAsync) } : [],
            .. theirs is not null && tools is not null ? new (Series, HeartbeatTarget, Func<int, Task<double>>)[] { (stock, theirs, tools.ListAsync) } : [],
        ];
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (series, target, action) in turns)
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
        return new Results(nothing, diagnose, watched, dump, stock);
    }
}

/// <summary>What was measured of one target; a series that was not asked for is empty. Memory is that of the watched looks, all else that of the others.</summary>
internal sealed record Results(Series Nothing, Series Diagnose, Series Watched, Series Dump, Series Stock);
