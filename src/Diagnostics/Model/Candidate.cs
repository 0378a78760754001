namespace Unravel.Diagnostics.Model;

/// <summary>
/// Somebody who could end a wait: it can still run, or could once its own wait is over, and references lead from it to what
/// is waited for. That it will is not said. One of thread and task is set, or neither.
/// </summary>
/// <param name="Thread">Managed id.</param>
/// <param name="Task">Row in <see cref="ProcessSnapshot.Tasks"/>.</param>
/// <param name="Through">
/// The method at whose frame the way begins, that of the async method, that of a timer, or a static field, as C# writes it.
/// </param>
internal sealed record Candidate(int? Thread, int? Task, string Through);
