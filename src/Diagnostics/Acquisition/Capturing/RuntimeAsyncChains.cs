using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Reads the chain of suspended methods from a task of the runtime's own async methods. Only a pending task is asked:
/// methods that have gone on leave their objects behind, which look as if they were suspended still.
/// </summary>
internal sealed class RuntimeAsyncChains(ClrRuntime runtime, RuntimeAsyncLayout layout, TaskShapes shapes)
{
    private const int MaxMethods = 10_000;

    private readonly IDataReader _reader = runtime.DataTarget.DataReader;
    private readonly Dictionary<ulong, int?> _shapeOfResume = [];

    /// <summary>Null when the task is none of those, or this runtime keeps them in another way.</summary>
    public static RuntimeAsyncChains? For(ClrType task, ClrRuntime runtime, TaskShapes shapes) =>
        RuntimeAsyncLayout.IsTask(task.Name)
        && runtime.BaseClassLibrary.GetTypeByName(RuntimeAsyncLayout.ContinuationType) is { } continuation
        && RuntimeAsyncLayout.Find(task, continuation) is { } layout
            ? new RuntimeAsyncChains(runtime, layout, shapes)
            : null;

    /// <summary>
    /// One row for each suspended method of the task, outermost first, each waiting for the next. The first is the task
    /// itself: it is the task of the outermost method. Empty when nothing is suspended: its code runs or is queued.
    /// </summary>
    public IReadOnlyList<TaskRow> Read(ulong task, ulong goesOn)
    {
        var methods = new List<(ulong Address, int Shape, int State)>();
        for (var at = _reader.ReadPointer(task + (ulong)layout.Head); at != 0 && methods.Count < MaxMethods; at = _reader.ReadPointer(at + (ulong)layout.Next))
        {
            // Behind the last method of the program stand steps to what returns a task in the old way.
            if (ShapeOf(_reader.ReadPointer(at + (ulong)layout.Resume)) is { } shape)
            {
                methods.Add((at, shape, _reader.Read<int>(at + (ulong)layout.State)));
            }
        }

        methods.Reverse();
        return [.. methods.Select((method, i) => new TaskRow(
            i == 0 ? task : method.Address, method.Shape, method.State, i + 1 < methods.Count ? methods[i + 1].Address : 0, i == 0 ? goesOn : 0))];
    }

    private int? ShapeOf(ulong resume)
    {
        if (!_shapeOfResume.TryGetValue(resume, out var shape))
        {
            shape = RuntimeAsyncLayout.MethodOfStub(runtime.GetMethodByInstructionPointer(resume)?.Name) is { } method
                ? shapes.OfRuntimeAsync(method)
                : null;
            _shapeOfResume.Add(resume, shape);
        }

        return shape;
    }
}
