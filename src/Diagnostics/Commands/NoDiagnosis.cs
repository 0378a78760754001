using Spectre.Console;

namespace Unravel.Diagnostics.Commands;

/// <summary>Stands in until the diagnosis is wired.</summary>
internal sealed class NoDiagnosis : IDiagnosis
{
    public Task<DiagnosisOutcome> RunAsync(
        int processId, IAnsiConsole output, IAnsiConsole progress, CancellationToken cancellation) =>
        throw new ToolException("This build cannot diagnose a process yet.", ToolException.CouldNotLook);
}
