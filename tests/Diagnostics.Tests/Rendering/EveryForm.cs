using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rendering.Html;
using Unravel.Diagnostics.Rendering.Sarif;
using Unravel.Diagnostics.Rendering.Stacks;

namespace Unravel.Diagnostics.Tests.Rendering;

/// <summary>A report in all its forms.</summary>
internal static class EveryForm
{
    /// <param name="html">Also as a page, which takes longest.</param>
    public static void Of(Report report, bool html = true)
    {
        Written.Text(report, width: 80);
        Written.Text(report, verbose: true);
        JsonReport.Write(Stream.Null, report);
        SarifReport.Write(Stream.Null, report, _ => null);
        FoldedStacks.Write(Stream.Null, report.Snapshot);
        SpeedscopeProfile.Write(Stream.Null, report.Snapshot);
        if (!html)
        {
            return;
        }

        HtmlReport.Write(Stream.Null, report, WaitPictures.Of(report.Snapshot));
    }
}
