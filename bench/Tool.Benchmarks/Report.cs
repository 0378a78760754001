using System.Globalization;
using System.Runtime.InteropServices;

namespace Unravel.Tool.Benchmarks;

/// <summary>The results as Markdown, ready for a page or an issue.</summary>
internal sealed class Report(TextWriter output)
{
    private const int BarWidth = 40;

    public void Head(string tool, int rounds)
    {
        Line($"{rounds} rounds in turns, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}. Tool: {tool}. Median (least to most). Pause: largest gap of a 1 ms heartbeat inside the target, milliseconds; total: from start to exit, milliseconds; memory: peaks of tool and worker together, MB, in looks of their own. Goals are absolute and depend on the machine; the ratio is the bar.");
        Line($"");
        Line($"| target | pause | of WriteDump(WithHeap) | ratio (bar) | total | memory | pause of nothing |");
        Line($"|---|---|---|---|---|---|---|");
    }

    /// <summary>The targets that the stock tools looked at too, in the order of their rows.</summary>
    private readonly List<(Load Load, Results Results)> _stock = [];

    public void Row(Load load, Results results)
    {
        var (nothing, diagnose, watched, dump, stock) = results;
        if (stock.Count > 0)
        {
            _stock.Add((load, results));
        }

        var ratio = dump.Pause.Median / diagnose.Pause.Median;
        Line($"| {load.Name} | {Show(diagnose.Pause)}{Goal(load.PauseGoal, "ms")} | {Show(dump.Pause)} | **{ratio:F1}**{(load.Ratio > 0 ? ratio >= load.Ratio ? $" ({load.Ratio:F0}, met)" : $" ({load.Ratio:F0}, MISSED)" : "")} | {Show(diagnose.Total)}{Goal(load.TotalGoal * 1000, "ms")} | {Show(watched.Memory)}{Goal(load.MemoryGoal, "MB")} | {Show(nothing.Pause)} |");
    }

    public void Stock()
    {
        foreach (var (load, results) in _stock)
        {
            var ratio = results.Stock.Total.Median / results.Diagnose.Total.Median;
            Line($"");
            Line($"{load.Name}: dotnet-dump collect and dumpasync --stats take {Show(results.Stock.Total)} ms, **{ratio:F1}** times the total of dotnet unravel ({load.StockRatio:F0}, {(ratio >= load.StockRatio ? "met" : "MISSED")}).");
        }
    }

    public void GrowthHead()
    {
        Line($"| target | pause, ms | total, ms | memory, MB | total as a bar |");
        Line($"|---|---|---|---|---|");
    }

    /// <param name="largest">The largest total of the rows of this kind.</param>
    public void GrowthRow(Load load, Series diagnose, Series watched, double largest) =>
        Line($"| {load.Name} | {Show(diagnose.Pause)} | {Show(diagnose.Total)} | {Show(watched.Memory)} | `{new string('#', (int)Math.Round(BarWidth * diagnose.Total.Median / largest))}` |");

    private static string Goal(double goal, string unit) =>
        goal > 0 ? string.Create(CultureInfo.InvariantCulture, $" [goal {goal:F0} {unit}]") : "";

    private static string Show(Spread spread) =>
        string.Create(CultureInfo.InvariantCulture, $"{spread.Median:F1} ({spread.Least:F1} to {spread.Most:F1})");

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
