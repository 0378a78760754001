using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Commands;

/// <summary>What the tool returns apart from findings, whose codes are in the catalogue. docs/cli.md lists them all.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Usage = ToolException.Usage;
    public const int CouldNotLook = ToolException.CouldNotLook;

    /// <summary>Nothing was found, but some rules could not be checked.</summary>
    public const int PartlyChecked = 3;

    /// <summary><c>check</c> ended a command that was stuck, and the fault is known.</summary>
    public const int CommandStuck = 100;

    /// <summary><c>check</c> ended a command that made no progress, and no fault was found.</summary>
    public const int CommandStill = 101;

    /// <summary>Ended by Ctrl-C, as shells have it: 128 + SIGINT.</summary>
    public const int Cancelled = 130;

    /// <summary>Of the findings the first in rank that has a code; without one, whether everything was checked.</summary>
    public static int Of(Report report) =>
        report.Findings.Select(finding => Catalog.Rules.Get(finding.RuleId)).FirstOrDefault(rule => rule.ExitCode is not null)?.ExitCode
        ?? (report.NotChecked.IsEmpty ? Done : PartlyChecked);
}
