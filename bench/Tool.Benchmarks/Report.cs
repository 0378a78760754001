using System.Globalization;
using System.Runtime.InteropServices;

namespace Unravel.Tool.Benchmarks;

/// <summary>The result as Markdown, ready for a page or an issue.</summary>
internal static class Report
{
    public static void Write(TextWriter output, string tool, Series nothing, Series diagnose, Series dump)
    {
        Line(output, $"Small idle host, {diagnose.Count} rounds in turns, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}. Tool: {tool}. Median (least to most), milliseconds. Pause: largest gap of a 1 ms heartbeat inside the target.");
        Line(output, $"");
        Line(output, $"| what | pause | total |");
        Line(output, $"|---|---|---|");
        foreach (var series in new[] { nothing, diagnose, dump })
        {
            Line(output, $"| {series.Name} | {Show(series.Pause)} | {Show(series.Total)} |");
        }

        Line(output, $"| **{dump.Name} / {diagnose.Name}** | **{dump.Pause.Median / diagnose.Pause.Median:F1}** | **{dump.Total.Median / diagnose.Total.Median:F1}** |");
    }

    private static string Show(Spread spread) =>
        string.Create(CultureInfo.InvariantCulture, $"{spread.Median:F1} ({spread.Least:F1} to {spread.Most:F1})");

    private static void Line(TextWriter output, FormattableString text) =>
        output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
