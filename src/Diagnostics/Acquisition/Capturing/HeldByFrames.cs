using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// What blocked threads hold that no table of the runtime lists: monitors that nobody ever waited for are kept in the
/// object's own header, and are found through the frames that refer to the object.
/// </summary>
internal sealed class HeldByFrames(WaitableRegistry waitables)
{
    public void Add(IEnumerable<CapturedStack> stacks)
    {
        foreach (var stack in stacks)
        {
            if (stack.WaitKind is null || stack.IsIdleWorker || stack.IsRuntimeThread)
            {
                continue; // a thread that runs lets go in a moment, and reading its objects costs time
            }

            foreach (var target in stack.Objects.Select(item => item.Object).DistinctBy(item => item.Address))
            {
                if (!target.Type!.IsString && target.GetThinLock()?.Thread?.Address == stack.Thread.Address)
                {
                    waitables.Add(target, WaitableKind.Monitor);
                }

                AddLazy(target);
            }
        }
    }

    /// <summary>A Lazy whose value this thread makes.</summary>
    private void AddLazy(ClrObject target)
    {
        if (LazyLayout.IsLazy(target.Type?.Name) && target.TryReadObjectField(LazyLayout.StateField, out var helper)
            && helper is { IsNull: false, Type: not null } && waitables.IsHeldMonitor(helper.Address))
        {
            waitables.AddLazy(helper, target);
        }
    }
}
