namespace Unravel.Diagnostics.Runtimes;

/// <summary>The methods that wait for several objects at once, and in what they are handed them (.NET 8 to 10).</summary>
internal static class SeveralWaits
{
    /// <summary>Beginning of the method's name, and whether it needs all of them; null when it is told so.</summary>
    internal static readonly (string Type, string Method, bool? NeedsAll)[] Table =
    [
        (PrimitiveLayout.HandleType, "WaitAll", true),
        (PrimitiveLayout.HandleType, "WaitAny", false),
        (PrimitiveLayout.HandleType, "WaitMultiple", null),
        (PrimitiveLayout.CollectionType, "TakeFromAny", false),
        (PrimitiveLayout.CollectionType, "TryTakeFromAny", false),
        (PrimitiveLayout.CollectionType, "AddToAny", false),
        (PrimitiveLayout.CollectionType, "TryAddToAny", false),
    ];

    /// <summary>False when the method waits for one object.</summary>
    public static bool Is(string? type, string? method, out bool? needsAll)
    {
        foreach (var row in Table)
        {
            if (type?.StartsWith(row.Type, StringComparison.Ordinal) == true && method?.StartsWith(row.Method, StringComparison.Ordinal) == true)
            {
                needsAll = row.NeedsAll;
                return true;
            }
        }

        needsAll = null;
        return false;
    }
}
