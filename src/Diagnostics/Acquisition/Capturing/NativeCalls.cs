using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Processes;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// The system calls that threads stood in when they were stopped, told from their registers: exact, where /proc can only
/// be read a moment earlier or later. None from a dump, which does not hold them.
/// </summary>
internal sealed class NativeCalls(FrozenReader? reader, int processId)
{
    /// <summary>Where a pthread mutex keeps the id of its owner: behind the word that is waited for and a counter.</summary>
    private const int OwnerInMutex = 8;

    private readonly DescriptorNames _descriptors = new("/proc", processId);

    /// <summary>Null when the thread runs, or stands in a call that is none of those that take long.</summary>
    public NativeCall? Of(uint osId)
    {
        if (reader is null || !reader.TryGetSystemCall(osId, out var number, out var arguments) || SystemCalls.Find(number, arguments) is not { } call)
        {
            return null;
        }

        return call.Descriptor is { } descriptor ? call with { Target = _descriptors.Find(descriptor) }
            : call.Lock != 0 && reader.Read<uint>(call.Lock + OwnerInMutex) is not 0 and var owner && owner != osId && reader.EnumerateOSThreadIds().Contains(owner)
                ? call with { Owner = owner }
            : call;
    }
}
