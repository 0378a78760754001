using System.Globalization;
using System.Net;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Rendering.Html;

/// <summary>A recording as one page without scripts and without network. Every text of the target is encoded.</summary>
internal static class RecordingPage
{
    private const string Head =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        :root { color-scheme: light dark; --back: light-dark(#fff, #16181d); --panel: light-dark(#f5f6f8, #1f232a); --text: light-dark(#1b1f24, #e6e8ec); --faint: light-dark(#5b6270, #98a1ad);
          --line: light-dark(#d5d9e0, #363c46); --place: light-dark(#0b5cad, #7ab7ff); --bar: light-dark(#3f78c3, #4f8ad6); --quiet: light-dark(#b9c0ca, #545c69); }
        body { font: 14px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 1100px; padding: 20px; background: var(--back); color: var(--text); }
        h1 { font-size: 18px; margin: 0; overflow-wrap: anywhere; } h2 { font-size: 16px; margin: 24px 0 4px; } p { margin: 4px 0; } #approach { font-size: 16px; font-weight: 600; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 3px 16px 3px 0; vertical-align: top; border-bottom: 1px solid var(--line); }
        .number { text-align: right; white-space: nowrap; } .state { white-space: nowrap; width: 1%; } .budget td { border: none; vertical-align: middle; }
        .bar { background: var(--bar); height: 14px; border-radius: 3px; min-width: 1px; } .quiet .bar { background: var(--quiet); } .quiet { color: var(--faint); }
        code, summary { font-family: ui-monospace, monospace; font-size: 13px; overflow-wrap: anywhere; } summary { cursor: pointer; min-width: 220px; } details div { padding-left: 16px; }
        .how { min-width: 180px; } .place { color: var(--place); } .faint { color: var(--faint); }
        </style>
        """;

    public static void Write(TextWriter writer, Recorded recorded)
    {
        var target = recorded.Target;
        var runtime = target.RuntimeVersion is { } version ? $", .NET {version}" : "";
        writer.WriteLine(Head);
        writer.WriteLine($"<title>{Encode(target.Name)}: where its time went</title></head><body>");
        writer.WriteLine($"<h1>{Encode(target.Name)} (process {target.ProcessId}{Encode(runtime)}), {Seconds(recorded.Duration)}</h1><p id=\"approach\">{Encode(Approach.Of(recorded))}.</p>");
        foreach (var limitation in recorded.Limitations)
        {
            writer.WriteLine($"<p class=\"faint\">Not seen: {Encode(limitation)}.</p>");
        }

        WriteBudget(writer, recorded.Budget);
        WriteSites(writer, recorded);
        writer.WriteLine($"<p class=\"faint\">{Encode(RecordingWords.Cost(recorded))}</p>");
        writer.WriteLine($"<p class=\"faint\">{recorded.At.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC, {ReportDocument.Writer}</p></body></html>");
    }

    private static void WriteBudget(TextWriter writer, TimeBudget budget)
    {
        writer.WriteLine($"<h2>Time of its threads</h2><p class=\"faint\">{Seconds(budget.All)} in all, of which {Seconds(budget.Active)} had something to do</p><table class=\"budget\">");
        var most = budget.Times.Values.Append(TimeSpan.FromTicks(1)).Max();
        foreach (var (state, name) in RecordingWords.States.Where(entry => budget[entry.State] > TimeSpan.Zero))
        {
            var quiet = RecordingWords.IsQuiet(state) ? " class=\"quiet\"" : "";
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"<tr{quiet}><td class=\"state\">{name}</td><td class=\"number state\">{Seconds(budget[state])}</td><td><div class=\"bar\" style=\"width:{100 * (budget[state] / most):0.#}%\"></div></td></tr>"));
        }

        writer.WriteLine("</table>");
    }

    private static void WriteSites(TextWriter writer, Recorded recorded)
    {
        writer.WriteLine("<h2>Where they waited</h2>");
        if (recorded.Sites.IsEmpty)
        {
            writer.WriteLine("<p class=\"faint\">No wait was recorded.</p>");
            return;
        }

        writer.WriteLine("<p class=\"faint\">Longest first, all threads together. Open a line for the stack of its longest wait.</p>");
        writer.WriteLine("<div class=\"scroll\"><table><tr><th class=\"number\">Time</th><th>For</th><th>At</th><th class=\"how\">How</th></tr>");
        foreach (var site in recorded.Sites)
        {
            writer.WriteLine($"<tr><td class=\"number\">{Seconds(site.Total)}</td><td>{RecordingWords.Of(site.Kind)}</td><td><details><summary>{Frame(site.At)}</summary>");
            foreach (var frame in site.Stack)
            {
                writer.WriteLine($"<div{(frame.IsFramework ? " class=\"faint\"" : "")}><code>{Frame(frame)}</code></div>");
            }

            writer.WriteLine($"</details></td><td class=\"faint\">{RecordingWords.How(site)}</td></tr>");
        }

        writer.WriteLine("</table></div>");
    }

    private static string Frame(Frame frame) => Encode(frame.Method) + (frame.Line is { } line ? $"  <span class=\"place\">{Encode(line.ToString())}</span>" : "");

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private static string Encode(string text) => WebUtility.HtmlEncode(TerminalText.Escape(text));
}
