using Unravel.Catalog;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Commands.Reporting;

/// <summary>Which findings set the exit code.</summary>
internal sealed class FailOn
{
    /// <summary>A finding that was asked for and has no code of its own.</summary>
    public const int OtherFinding = 99;

    private readonly Func<Rule, bool>? _fails;

    private FailOn(Func<Rule, bool>? fails) => _fails = fails;

    /// <summary>As the catalogue says: some findings set a code and others do not.</summary>
    public static FailOn Catalogue { get; } = new(null);

    /// <param name="text">A level, <c>none</c>, or rule ids.</param>
    /// <exception cref="ToolException">It is none of these.</exception>
    public static FailOn Parse(string? text) => text?.ToUpperInvariant() switch
    {
        null => Catalogue,
        "NONE" => new FailOn(_ => false),
        { } level when !char.IsAsciiDigit(level[^1]) && Enum.TryParse<Level>(level, ignoreCase: true, out var least) && least != Level.Off => new FailOn(rule => rule.Level <= least),
        _ => OfIds(RuleNames.Parse(text, "--fail-on")),
    };

    public int ExitCode(Report report)
    {
        if (_fails is null)
        {
            return ExitCodes.Of(report);
        }

        var failed = report.Findings.Select(finding => Catalog.Rules.Get(finding.RuleId)).Where(_fails).ToArray();
        return failed.Length > 0 ? failed.FirstOrDefault(rule => rule.ExitCode is not null)?.ExitCode ?? OtherFinding
            : report.NotChecked.Any(verdict => _fails(Catalog.Rules.Get(verdict.RuleId))) ? ExitCodes.PartlyChecked
            : ExitCodes.Done;
    }

    private static FailOn OfIds(IReadOnlySet<string> ids) => new(rule => ids.Contains(rule.Id));
}
