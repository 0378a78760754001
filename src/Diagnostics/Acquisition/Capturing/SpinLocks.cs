using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Finds the SpinLock that a thread turns in front of. It is a struct inside an object of the program: the object is on the
/// stack, and where it has one such field, that is it.
/// </summary>
internal static class SpinLocks
{
    /// <summary>How many of the frames below the wait are looked at: the method that enters may be inlined into its caller.</summary>
    private const int MaxFrames = 2;

    public static int? WaitableOf(CapturedStack stack, WaitableRegistry waitables)
    {
        foreach (var item in stack.Objects.Where(item => item.Frame <= stack.WaitFrame + MaxFrames).Select(item => item.Object).DistinctBy(item => item.Address))
        {
            var fields = item.Type!.Fields.Where(IsSpinLock).ToArray();
            var wanted = fields.Length > 1 ? fields.Where(field => IsHeldByAnother(item, field, stack)).ToArray() : fields;
            if (wanted is [var only])
            {
                return waitables.AddSpinLock(item, only, SpinLockLayout.OwnerOf(item, only));
            }
        }

        return null;
    }

    private static bool IsSpinLock(ClrInstanceField field) => field is { IsValueType: true, Type.Name: SpinLockLayout.Type };

    /// <summary>A thread does not wait for what nobody holds, nor for its own.</summary>
    private static bool IsHeldByAnother(ClrObject item, ClrInstanceField field, CapturedStack stack) =>
        SpinLockLayout.OwnerOf(item, field) is not (null or 0) and var owner && owner != stack.Thread.ManagedThreadId;
}
