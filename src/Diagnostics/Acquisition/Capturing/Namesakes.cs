using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Several locks in one field of several objects, as when each is inside a class that wraps it: who reads of
/// <c>AsyncLock._gate</c> twice must be told which is which, by the fields that hold the wrappers.
/// </summary>
internal static class Namesakes
{
    private const int Most = 1_000;

    /// <summary>The objects around those that have one name with others.</summary>
    /// <param name="ownerOf">The address of the object whose field names a waitable, by its index; 0 for none.</param>
    public static IEnumerable<ulong> Owners(ImmutableArray<Waitable> waitables, Func<int, ulong> ownerOf)
    {
        var twice = Twice(waitables);
        return Enumerable.Range(0, waitables.Length)
            .Where(index => waitables[index].Field is { } field && twice.Contains(field))
            .Select(ownerOf)
            .Where(owner => owner != 0)
            .Take(Most);
    }

    /// <summary>The waitables with those names told apart where the objects around them have names.</summary>
    /// <param name="nameOfOwner">The field that holds that object, by the waitable's index; null for none.</param>
    public static ImmutableArray<Waitable> TellApart(ImmutableArray<Waitable> waitables, Func<int, string?> nameOfOwner)
    {
        var twice = Twice(waitables);
        return twice.Count == 0 ? waitables :
        [
            .. waitables.Select((waitable, index) => waitable.Field is { } field && twice.Contains(field) && nameOfOwner(index) is { } outer
                ? waitable with { Field = $"{field} of {outer}" }
                : waitable),
        ];
    }

    private static HashSet<string> Twice(ImmutableArray<Waitable> waitables) =>
        [.. waitables.Select(waitable => waitable.Field).OfType<string>().GroupBy(field => field, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];
}
