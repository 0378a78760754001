using System.Text;
using Spectre.Console;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rendering.Html;
using Unravel.Diagnostics.Rendering.Sarif;
using Unravel.Diagnostics.Rendering.Stacks;

namespace Unravel.Diagnostics.Commands.Reporting;

/// <summary>Brings a report to where it was asked for, in the form that was asked for.</summary>
internal static class ReportWriter
{
    /// <returns>The exit code.</returns>
    public static int Write(Report full, ReportRequest request, Consoles consoles)
    {
        if (request.NewBaseline is { } path)
        {
            var baseline = Baseline.Of(full);
            baseline.Write(path);
            consoles.Progress.WriteLine($"{ThreadNaming.Count(baseline.Findings.Length, "finding is", "findings are")} known from now on: {TerminalText.Escape(path)}");
        }

        var report = request.WithoutKnown(full);
        if (report.Known > 0)
        {
            consoles.Progress.WriteLine($"{ThreadNaming.Count(report.Known, "finding is", "findings are")} in the baseline and not reported.");
        }

        if (request.File is { } file)
        {
            OwnerOnlyFile.Write(file, request.Force, stream => WriteTo(stream, report, request));
            consoles.Progress.WriteLine($"Report written to {TerminalText.Escape(file)}");
        }
        else if (request.Form == ReportForm.Text)
        {
            TextReport.Write(consoles.Output, report, new TextOptions(request.Verbose));
        }
        else
        {
            using var output = consoles.OpenOutput();
            WriteTo(output, report, request);
        }

        return request.NewBaseline is null ? request.FailOn.ExitCode(report) : ExitCodes.Done;
    }

    private static void WriteTo(Stream output, Report report, ReportRequest request)
    {
        switch (request.Form)
        {
            case ReportForm.Json:
                JsonReport.Write(output, report);
                break;
            case ReportForm.Sarif:
                SarifReport.Write(output, report, RepositoryRoots.Find);
                break;
            case ReportForm.Speedscope:
                SpeedscopeProfile.Write(output, report.Snapshot);
                break;
            case ReportForm.Folded:
                FoldedStacks.Write(output, report.Snapshot);
                break;
            case ReportForm.Html:
                HtmlReport.Write(output, report, WaitPictures.Of(report.Snapshot));
                break;
            default:
                using (var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true))
                {
                    TextReport.Write(Consoles.ForFile(writer), report, new TextOptions(request.Verbose));
                }

                break;
        }
    }
}
