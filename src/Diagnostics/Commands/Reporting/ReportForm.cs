namespace Unravel.Diagnostics.Commands.Reporting;

/// <summary>The forms that a report can have.</summary>
internal enum ReportForm
{
    Text,
    Json,
    Sarif,
    Html,
    Speedscope,
    Folded,
}

/// <summary>The forms by the names and file endings that users write.</summary>
internal static class ReportForms
{
    private static readonly (string Ending, ReportForm Form)[] s_endings =
    [
        (".speedscope.json", ReportForm.Speedscope),
        (".json", ReportForm.Json),
        (".sarif", ReportForm.Sarif),
        (".html", ReportForm.Html),
        (".htm", ReportForm.Html),
        (".folded", ReportForm.Folded),
    ];

    public static string[] Names { get; } = [.. Enum.GetNames<ReportForm>().Select(name => name.ToLowerInvariant())];

    /// <param name="name">The value of <c>--format</c>; null when it was not given and the name of the file decides.</param>
    public static ReportForm Of(string? name, string? file) =>
        name is not null ? Enum.Parse<ReportForm>(name, ignoreCase: true)
        : file is null ? ReportForm.Text
        : s_endings.FirstOrDefault(known => file.EndsWith(known.Ending, StringComparison.OrdinalIgnoreCase)).Form;
}
