using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Runtimes;

/// <summary>System.Threading.Lock of .NET 9 and 10.</summary>
internal static class LockLayout
{
    public const string LockType = "System.Threading.Lock";

    /// <summary>The operating system's id of the owning thread, although the field's name does not say so; 0 for none.</summary>
    public const string OwnerField = "_owningThreadId";

    /// <summary>The owner's OS thread id, 0 when nobody owns the lock; null when the field is not there.</summary>
    public static uint? ReadOwner(ClrObject @lock)
    {
        var field = @lock.Type?.GetFieldByName(OwnerField);
        return field?.Read<uint>(@lock.Address, interior: false);
    }
}
