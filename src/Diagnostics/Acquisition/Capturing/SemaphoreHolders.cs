using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols.Holding;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Finds who holds the semaphores that are waited for. A semaphore does not store it; the code does: an async method that
/// stands at an await between a WaitAsync and its Release holds what it took, and so does a thread in the middle of a
/// method. The fields through which the code reaches the semaphore are read, and must lead to that very object.
/// </summary>
internal sealed class SemaphoreHolders(ClrRuntime runtime, SemaphoreHolds code, MethodNames methods, WaitableRegistry waitables)
{
    private readonly ObjectPaths _paths = new(runtime);

    public void OfTasks(TaskTable tasks, TaskShapes shapes)
    {
        var byShape = new IReadOnlyDictionary<int, HeldSemaphore[]>?[shapes.All.Count];
        for (var row = 0; row < tasks.Count; row++)
        {
            var shape = tasks.ShapeOf[row];
            byShape[shape] ??= shapes.MachineOf(shape) is { Module.Name: { } module } machine && !tasks.Shapes[shape].IsFramework
                ? code.AtAwaits(module, machine.MetadataToken)
                : new Dictionary<int, HeldSemaphore[]>();
            if (byShape[shape]!.TryGetValue(tasks.StateOf[row], out var held))
            {
                var name = tasks.Shapes[shape].Name;
                Add(held, MachineOf(runtime.Heap.GetObject(tasks.Addresses[row])), shapes.MachineOf(shape)!.Module, name,
                    new Holder(null, row, $"the code of {name} between taking it and giving it back"));
            }
        }
    }

    public void OfThread(CapturedStack stack)
    {
        for (var i = 0; i < stack.Frames.Length; i++)
        {
            if (stack.Frames[i] is not { Method: { Type.Module: { Name: { } module } } method } frame || methods.IsFramework(method.Type.Module))
            {
                continue;
            }

            var isMachine = StateMachines.IsBodyOf(method);
            var held = code.At(module, method.MetadataToken, method.GetILOffset(i == 0 ? frame.InstructionPointer : frame.InstructionPointer - 1), isMachine);
            if (held.Count > 0)
            {
                var name = methods.NameOf(method).Method;
                foreach (var root in Roots(stack, i, method, isMachine).DefaultIfEmpty())
                {
                    Add(held, root, method.Type.Module, name,
                        new Holder(stack.Thread.ManagedThreadId, null, $"the code of {name} between taking it and giving it back"));
                }
            }
        }
    }

    private void Add(IEnumerable<HeldSemaphore> held, PathRoot? root, ClrModule module, string method, Holder holder)
    {
        foreach (var semaphore in held)
        {
            if (waitables.Find(_paths.Follow(semaphore.Path, root, module)) is { } index)
            {
                var found = holder with { TakenIn = method, TakenAt = semaphore.TakenAt };
                waitables.Update(index, waitable => waitable.Kind != WaitableKind.SemaphoreSlim || waitable.Holders.Contains(found)
                    ? waitable
                    : waitable with { Holders = waitable.Holders.Add(found) });
            }
        }
    }

    /// <summary>The instances that the method at a frame may work on: those of its type that the frame refers to.</summary>
    private static IEnumerable<PathRoot?> Roots(CapturedStack stack, int frame, ClrMethod method, bool isMachine) =>
        stack.Objects
            .Where(item => item.Frame == frame || (isMachine && item.Frame == frame + 1))
            .DistinctBy(item => item.Object.Address)
            .Select(item => isMachine ? StateMachines.In(item.Object, method.Type) : TypeAncestry.IsOrDerivesFrom(item.Object.Type, method.Type) ? new PathRoot(item.Object.Address, item.Object.Type!, false) : null)
            .Where(root => root is not null);

    private static PathRoot? MachineOf(ClrObject box) => StateMachines.In(box, null);
}
