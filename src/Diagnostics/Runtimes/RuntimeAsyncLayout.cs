using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Runtimes;

/// <summary>
/// Async methods that the runtime itself suspends, a preview of .NET 10: a task of its own, and one object for each
/// suspended method, linked from the innermost to the outermost.
/// </summary>
/// <param name="Head">Offset in the task of the innermost suspended method.</param>
/// <param name="Next">Offset in a suspended method of the one that awaits it.</param>
/// <param name="Resume">Offset of the code that goes on with it.</param>
/// <param name="State">Offset of the number of the await that it stands at, from 0.</param>
internal sealed record RuntimeAsyncLayout(int Head, int Next, int Resume, int State)
{
    public const string TaskType = "System.Runtime.CompilerServices.AsyncHelpers+ThunkTask";
    public const string HeadField = "m_stateObject";
    public const string ContinuationType = "System.Runtime.CompilerServices.Continuation";
    public const string NextField = "Next";
    public const string ResumeField = "Resume";
    public const string StateField = "State";

    /// <summary>The bit of MethodImplAttributes that such methods carry in metadata.</summary>
    public const int AsyncMethodBit = 0x2000;

    private const string StubPrefix = "IL_STUB_AsyncResume_";

    public static bool IsTask(string? type) => type?.StartsWith(TaskType, StringComparison.Ordinal) == true;

    /// <summary>Null when a field is missing: the runtime is newer than what is known here.</summary>
    public static RuntimeAsyncLayout? Find(ClrType task, ClrType continuation) =>
        TaskLayout.Offset(task, HeadField) is { } head && TaskLayout.Offset(continuation, NextField) is { } next
        && TaskLayout.Offset(continuation, ResumeField) is { } resume && TaskLayout.Offset(continuation, StateField) is { } state
            ? new RuntimeAsyncLayout(head, next, resume, state)
            : null;

    /// <summary>The method that a stub goes on with: <c>IL_STUB_AsyncResume_Load_Tier0</c> is Load. Null when it is none.</summary>
    public static string? MethodOfStub(string? stub) =>
        stub?.StartsWith(StubPrefix, StringComparison.Ordinal) == true && stub.LastIndexOf('_') is var end && end > StubPrefix.Length
            ? stub[StubPrefix.Length..end]
            : null;
}
