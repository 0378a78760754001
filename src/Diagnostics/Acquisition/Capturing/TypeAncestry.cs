using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Asks what a type of the target is or derives from.</summary>
internal static class TypeAncestry
{
    public static bool IsTask(ClrType? type) => IsOrDerivesFrom(type, TaskLayout.TaskType);

    /// <param name="name">As the debugging library writes it, with namespace.</param>
    public static bool IsOrDerivesFrom(ClrType? type, string name) => Has(type, ancestor => ancestor.Name == name);

    public static bool IsOrDerivesFrom(ClrType? type, ClrType other) =>
        Has(type, ancestor => ancestor.MethodTable == other.MethodTable || ancestor.Name == other.Name);

    private static bool Has(ClrType? type, Func<ClrType, bool> isIt)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (isIt(type))
            {
                return true;
            }
        }

        return false;
    }
}
