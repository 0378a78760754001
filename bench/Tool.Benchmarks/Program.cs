using System.Globalization;
using Unravel.Diagnostics;
using Unravel.Tool.Benchmarks;

// Tool.Benchmarks [rounds] [path of the installed dotnet-unravel]
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
var tool = new ToolRun(args.Length > 1 ? args[1] : null);
try
{
    using var dumps = new DumpRun();
    await using var target = await HeartbeatTarget.StartAsync();
    var nothing = new Series("nothing");
    var diagnose = new Series("dotnet unravel");
    var dump = new Series("WriteDump(WithHeap)");

    // In turns, so that a busy moment of the machine meets all of them; the first turn warms the disk's cache.
    for (var round = -1; round < rounds; round++)
    {
        foreach (var (series, action) in new (Series, Func<int, Task>)[]
        {
            (nothing, _ => Task.Delay(TimeSpan.FromMilliseconds(300))),
            (diagnose, tool.DiagnoseAsync),
            (dump, dumps.WriteAsync),
        })
        {
            var sample = await target.MeasureAsync(action);
            dumps.Clean();
            if (round >= 0)
            {
                series.Add(sample);
            }
        }

        await Console.Error.WriteAsync('.');
    }

    await Console.Error.WriteLineAsync();
    Report.Write(Console.Out, tool.Description, nothing, diagnose, dump);
    return 0;
}
catch (ToolException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
