using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Runtimes;

/// <summary>SpinLock of .NET 8 to 10: one number that says who holds it.</summary>
internal static class SpinLockLayout
{
    public const string Type = "System.Threading.SpinLock";

    /// <summary>With owner tracking, as it is by default, the managed id of the owner, 0 for nobody. Without, bit 31 is set, and bit 0 says whether it is held.</summary>
    public const string OwnerField = "_owner";

    private const int TrackingIsOff = int.MinValue;

    /// <summary>Managed id of the owner, 0 for nobody; null when the lock does not keep it.</summary>
    public static int? OwnerOf(ClrObject holder, ClrInstanceField field) =>
        field.Type?.GetFieldByName(OwnerField) is { } owner && owner.Read<int>(field.GetAddress(holder.Address), interior: true) is var value
            && (value & TrackingIsOff) == 0 ? value : null;
}
