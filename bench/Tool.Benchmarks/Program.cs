using System.Globalization;
using Unravel.Diagnostics;
using Unravel.Tool.Benchmarks;

// Tool.Benchmarks [rounds] [path of the installed dotnet-unravel] [part of the name of a target | growth] [path of dotnet-dump]
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
var tool = new ToolRun(args.Length > 1 && args[1] != "-" ? args[1] : null);
var only = args.Length > 2 && args[2] != "-" ? args[2] : "";
var dotnetDump = args.Length > 3 ? args[3] : null;
var report = new Report(Console.Out);
try
{
    if (only == "growth")
    {
        report.GrowthHead();
        var measured = new List<(Load Load, Results Results)>();
        foreach (var load in Load.Growing)
        {
            measured.Add((load, await Rounds.RunAsync(load, rounds, tool, withDump: false)));
        }

        foreach (var kind in measured.GroupBy(pair => pair.Load.Name.Split(' ')[1]))
        {
            var largest = kind.Max(pair => pair.Results.Diagnose.Total.Median);
            foreach (var (load, results) in kind)
            {
                report.GrowthRow(load, results.Diagnose, results.Watched, largest);
            }
        }

        return 0;
    }

    report.Head(tool.Description, rounds);
    foreach (var load in Load.All.Where(load => load.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
    {
        var results = await Rounds.RunAsync(load, rounds, tool, withDump: true, dotnetDump);
        report.Row(load, results);
    }

    report.Stock();

    return 0;
}
catch (ToolException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
