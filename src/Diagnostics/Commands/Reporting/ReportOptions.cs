using System.CommandLine;

namespace Unravel.Diagnostics.Commands.Reporting;

/// <summary>The options of a verb that makes a report.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> _format = new("--format", "-f") { Description = "The form of the report [default: text, or what the name of the file says]", HelpName = string.Join('|', ReportForms.Names) };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write the report to this file, for its owner only" };
    private readonly Option<bool> _force = new("--force") { Description = "Overwrite the file" };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Show every thread, every frame, full paths and addresses" };
    private readonly Option<string?> _rules = new("--rule") { Description = "Ask these rules only, ids between commas" };
    private readonly Option<string?> _failOn = new("--fail-on") { Description = "Which findings set the exit code: error, warning, suggestion, none, or ids between commas" };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "Leave out the findings that this file names" };
    private readonly Option<string?> _writeBaseline = new("--write-baseline") { Description = "Write the findings to this file, and end with 0" };

    public ReportOptions(Command command)
    {
        _format.AcceptOnlyFromAmong(ReportForms.Names);
        _rules.CompletionSources.Add(_ => Completions.OfRules(seenAtRunTime: true));
        _failOn.CompletionSources.Add("error", "warning", "suggestion", "none");
        foreach (var option in new Option[] { _format, _output, _force, _verbose, _rules, _failOn, _baseline, _writeBaseline })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads and checks them, before anybody is looked at.</summary>
    /// <exception cref="ToolException">They make no sense.</exception>
    public ReportRequest Read(ParseResult parsed)
    {
        var file = parsed.GetValue(_output);
        if (file is not null)
        {
            OwnerOnlyFile.Check(file, parsed.GetValue(_force));
        }

        return new ReportRequest
        {
            Form = ReportForms.Of(parsed.GetValue(_format), file),
            File = file,
            Force = parsed.GetValue(_force),
            Verbose = parsed.GetValue(_verbose),
            Rules = parsed.GetValue(_rules) is { } rules ? RuleNames.Parse(rules, "--rule") : null,
            FailOn = FailOn.Parse(parsed.GetValue(_failOn)),
            Baseline = parsed.GetValue(_baseline) is { } baseline ? Baseline.Read(baseline) : null,
            NewBaseline = parsed.GetValue(_writeBaseline),
        };
    }
}
