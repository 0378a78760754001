using System.Text;
using System.Text.Json;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;
using Unravel.Diagnostics.Rendering.Stacks;

namespace Unravel.Diagnostics.Rendering.Html;

/// <summary>
/// The report as one page that needs nothing else: script, style and data are in it, and its own policy forbids it the
/// network. The data stand in a script element as JSON in which every sign of markup is escaped.
/// </summary>
internal static class HtmlReport
{
    private const int MaxStacks = 2000;

    public static void Write(Stream output, Report report, WaitPicture picture)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var data = JsonSerializer.Serialize(DataOf(report, picture), HtmlJson.Default.HtmlData);
        foreach (var line in Part("report.html").Split('\n'))
        {
            writer.WriteLine(line.Trim() switch
            {
                "/* report.css */" => Part("report.css"),
                "/* cytoscape.js */" => WithoutMap(Part("cytoscape.min.js")),
                "/* cytoscape-dagre.js */" => WithoutMap(Part("cytoscape-dagre.min.js")),
                "/* report.js */" => string.Join('\n', Part("page.js"), Part("tables.js"), Part("icicle.js"), Part("graph.js")),
                "/* data */" => data,
                _ => line,
            });
        }
    }

    private static HtmlData DataOf(Report report, WaitPicture picture)
    {
        var snapshot = report.Snapshot;
        var tables = new HtmlTables(snapshot);
        var runtime = snapshot.Target.RuntimeVersion is { } version ? $", .NET {version}" : "";
        return new HtmlData
        {
            Title = $"{snapshot.Target.Name} (process {snapshot.Target.ProcessId}{runtime})",
            Verdict = FindingTexts.Capital(report.Found ?? $"{report.Nothing.Verdict} {report.Nothing.Bounds}"),
            IsClear = report is { Found: null, Known: 0, NotChecked.IsEmpty: true },
            Foot = $"{snapshot.Capture.At.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC, {ReportDocument.Writer}",
            Findings = [.. report.Findings.Select(FindingDocument.Of)],
            Notes =
            [
                .. report.NotChecked.Select(verdict => $"{verdict.RuleId} not checked: {verdict.Because}."),
                .. snapshot.Capture.Limitations.Select(limitation => $"Not seen: {limitation}."),
            ],
            Picture = picture,
            Stacks = [.. MergedStack.Of(snapshot).Take(MaxStacks).Select(stack => new HtmlStack(stack.IsOfTasks, stack.Count, [.. stack.Steps.Select(step => step.Line is { } line ? $"{step.Name}  {line}" : step.Name)]))],
            Threads = tables.Threads(),
            Tasks = tables.Tasks(),
            TasksLeftOut = Math.Max(0, snapshot.Tasks.Count - HtmlTables.MaxTasks),
            Locks = tables.Locks(),
            Pool = tables.Pool(),
        };
    }

    private static string Part(string name)
    {
        using var part = typeof(HtmlReport).Assembly.GetManifestResourceStream($"html/{name}")!;
        using var reader = new StreamReader(part);
        return reader.ReadToEnd().TrimEnd('\n');
    }

    /// <summary>Without the name of a file that browsers would look for.</summary>
    private static string WithoutMap(string script) =>
        string.Join('\n', script.Split('\n').Where(line => !line.StartsWith("//# sourceMappingURL", StringComparison.Ordinal)));
}
