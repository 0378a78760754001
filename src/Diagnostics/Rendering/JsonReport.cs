using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;

namespace Unravel.Diagnostics.Rendering;

/// <summary>The report as the document of docs/schema: everything that was captured, and what was found.</summary>
internal static class JsonReport
{
    public static void Write(Stream output, Report report) => ReportJson.Write(output, ReportDocument.Of(report));
}
