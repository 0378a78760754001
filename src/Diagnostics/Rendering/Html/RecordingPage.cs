using System.Globalization;
using System.Net;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Rendering.Html;

/// <summary>A recording as one page without scripts and without network. Every text of the target is encoded.</summary>
internal static class RecordingPage
{
    private const string Head =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <style>
        :root { color-scheme: light dark; } body { font: 14px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 1100px; padding: 0 1em; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .2em .8em .2em 0; vertical-align: top; } td.number, th.number { text-align: right; white-space: nowrap; }
        .bar { background: #4a7dbd; height: 1em; } .quiet .bar { background: #999; } code, summary { font-family: ui-monospace, monospace; } .place { color: #2a8a8a; } .faint { color: #888; }
        </style>
        """;

    public static void Write(TextWriter writer, Recorded recorded)
    {
        writer.WriteLine(Head);
        writer.WriteLine($"<title>{Encode(recorded.Target.Name)}: where its time went</title></head><body>");
        writer.WriteLine($"<h1>{Encode(recorded.Target.Name)} (process {recorded.Target.ProcessId})</h1><p>{Seconds(recorded.Duration)}: <strong>{Encode(Approach.Of(recorded))}.</strong></p>");
        foreach (var limitation in recorded.Limitations)
        {
            writer.WriteLine($"<p class=\"faint\">Not seen: {Encode(limitation)}.</p>");
        }

        WriteBudget(writer, recorded.Budget);
        writer.WriteLine("<h2>Where it waited</h2><table><tr><th class=\"number\">time</th><th class=\"number\">waits</th><th class=\"number\">longest</th><th>for</th><th>at, with the stack of the longest wait</th></tr>");
        foreach (var site in recorded.Sites)
        {
            WriteSite(writer, site);
        }

        writer.WriteLine("</table></body></html>");
    }

    private static void WriteBudget(TextWriter writer, TimeBudget budget)
    {
        writer.WriteLine($"<h2>Time of its threads</h2><p class=\"faint\">{Seconds(budget.All)} in all, of which {Seconds(budget.Active)} had something to do</p><table>");
        var most = budget.Times.Values.Append(TimeSpan.FromTicks(1)).Max();
        foreach (var (state, time) in budget.Times.OrderByDescending(pair => pair.Value))
        {
            var quiet = state is TimeState.Idle or TimeState.StandingBy ? " class=\"quiet\"" : "";
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"<tr{quiet}><td>{state}</td><td class=\"number\">{Seconds(time)}</td><td style=\"width:60%\"><div class=\"bar\" style=\"width:{100 * (time / most):0.#}%\"></div></td></tr>"));
        }

        writer.WriteLine("</table>");
    }

    private static void WriteSite(TextWriter writer, WaitSite site)
    {
        var count = site.LastedThroughout ? "throughout" : site.Count.ToString(CultureInfo.InvariantCulture);
        writer.WriteLine($"<tr><td class=\"number\">{Seconds(site.Total)}</td><td class=\"number\">{count}</td><td class=\"number\">{Seconds(site.Longest)}</td><td>{site.Kind}</td><td><details><summary>{Frame(site.At)}</summary>");
        foreach (var frame in site.Stack)
        {
            writer.WriteLine($"<div><code>{Frame(frame)}</code></div>");
        }

        writer.WriteLine("</details></td></tr>");
    }

    private static string Frame(Frame frame) => Encode(frame.Method) + (frame.Line is { } line ? $" <span class=\"place\">{Encode(line.ToString())}</span>" : "");

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.000} s");

    private static string Encode(string text) => WebUtility.HtmlEncode(TerminalText.Escape(text));
}
