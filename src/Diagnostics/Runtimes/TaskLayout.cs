using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Runtimes;

/// <summary>Names of the private fields of tasks and state machines (.NET 8 to 10), and offsets of those of one runtime.</summary>
internal sealed record TaskLayout(int StateFlags, int Continuation, int Action)
{
    public const string TaskType = "System.Threading.Tasks.Task";
    public const string StateFlagsField = "m_stateFlags";
    public const string ContinuationField = "m_continuationObject";
    public const string ActionField = "m_action";
    public const string StateMachineField = "StateMachine";
    public const string StateField = "<>1__state";
    public const string ContinueWithType = "System.Threading.Tasks.ContinueWithTaskContinuation";
    public const string ContinueWithTaskField = "m_task";

    /// <summary>An async iterator has it: whoever asks it for the next item awaits the iterator itself, which is no task.</summary>
    public const string IteratorPromiseField = "<>v__promiseOfValueOrEnd";
    public const string BuilderField = "<>t__builder";
    public const string VoidBuilderType = "System.Runtime.CompilerServices.AsyncVoidMethodBuilder";

    /// <summary>A box that is kept for the next call, of [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]: no task.</summary>
    public const string PooledBoxPrefix = "System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder";

    public const string AwaiterFieldPrefix = "<>u__";

    /// <summary>RanToCompletion, Canceled or Faulted in Task.m_stateFlags.</summary>
    public const int CompletedMask = 0x1600000;

    /// <summary>
    /// Field names under which awaiters keep what they wait for: TaskAwaiter and its configured form, ValueTask, the
    /// BCL's other awaiters; in the order in which they are looked for.
    /// </summary>
    public static readonly string[] AwaitedFields = ["m_task", "_obj", "_task", "_value"];

    /// <summary>The methods of Task that call its delegate and have work to do after it.</summary>
    public const string RunMethod = "ExecuteWithThreadLocal";

    /// <summary>A builder of async methods or the box of a state machine: what compilers call around every async method, in no program's source.</summary>
    public static bool IsAsyncMachinery(string? type) =>
        type?.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal) == true && type.Contains("MethodBuilder", StringComparison.Ordinal);

    public static bool RunsDelegate(string? type, string? method) => type == TaskType && method == RunMethod;

    /// <summary>The method of a box that goes on with its state machine.</summary>
    public static bool RunsMachine(string? type, string? method) =>
        method == "MoveNext" && type?.Contains("AsyncStateMachineBox", StringComparison.Ordinal) == true;

    /// <summary>Bytes from the address of an object to its first field: the method table pointer.</summary>
    public const int HeaderSize = 8;

    /// <summary>Null when a field is missing: the runtime is newer than what is known here.</summary>
    public static TaskLayout? Find(ClrType task) =>
        Offset(task, StateFlagsField) is { } flags && Offset(task, ContinuationField) is { } continuation && Offset(task, ActionField) is { } action
            ? new TaskLayout(flags, continuation, action)
            : null;

    /// <summary>Offset of an instance field from the address of the object; null when the type has no such field.</summary>
    public static int? Offset(ClrType type, string field) =>
        type.GetFieldByName(field) is { } found ? found.Offset + HeaderSize : null;
}
