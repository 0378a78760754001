using Spectre.Console;

namespace Unravel.Diagnostics.Commands;

/// <summary>Looks at a live process and prints the verdict: what <c>diagnose</c> does, as <c>demo</c> needs it.</summary>
internal interface IDiagnosis
{
    /// <param name="output">Where the verdict goes.</param>
    /// <param name="progress">Where it is said what is being done.</param>
    Task<DiagnosisOutcome> RunAsync(int processId, IAnsiConsole output, IAnsiConsole progress, CancellationToken cancellation);
}

/// <param name="ExitCode">What <c>diagnose</c> would return.</param>
/// <param name="RuleIds">The rules that were found.</param>
internal sealed record DiagnosisOutcome(int ExitCode, IReadOnlyList<string> RuleIds);
