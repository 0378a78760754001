using Spectre.Console;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Commands;

/// <summary>Acquires a snapshot of a live process, checks it, and prints what was found.</summary>
internal sealed class LiveDiagnosis(Func<DotNetProcesses> processes, TextOptions text, LookOptions options) : IDiagnosis
{
    private readonly LiveAcquisition _acquisition = new(processes, options);

    public async Task<DiagnosisOutcome> RunAsync(int processId, IAnsiConsole output, IAnsiConsole progress, CancellationToken cancellation)
    {
        var report = RuntimeRules.Check(await _acquisition.AcquireAsync(processId, progress, cancellation).ConfigureAwait(false));
        TextReport.Write(output, report, text);
        return new DiagnosisOutcome(ExitCodes.Of(report), [.. report.Findings.Select(finding => finding.RuleId).Distinct()]);
    }
}
