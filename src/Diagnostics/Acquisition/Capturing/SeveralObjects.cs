using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>What a thread waits for that waits for several objects at once: they stand in an array that a frame of the wait refers to.</summary>
internal static class SeveralObjects
{
    /// <summary>WaitAny and WaitAll take no more.</summary>
    private const int Most = 64;

    /// <summary>The wait with those objects; unchanged when it is for one, or the array was not found.</summary>
    public static CapturedWait AddTo(CapturedWait wait, CapturedStack stack, WaitableRegistry waitables)
    {
        if (stack.WaitKind is not (WaitKind.WaitHandle or WaitKind.BlockingCollection))
        {
            return wait;
        }

        var isSeveral = false;
        bool? needsAll = null;
        foreach (var frame in stack.Frames.Take(stack.WaitFrame + 1))
        {
            if (SeveralWaits.Is(frame.Method?.Type.Name, frame.Method?.Name, out var all))
            {
                isSeveral = true;
                needsAll ??= all;
            }
        }

        if (!isSeveral)
        {
            return wait;
        }

        var kind = stack.WaitKind == WaitKind.WaitHandle ? WaitableKind.WaitHandle : WaitableKind.BlockingCollection;
        ImmutableArray<int> several = stack.WaitObjects.Where(item => IsArrayOf(item.Type, kind)).Select(item => Registered(item, kind, waitables)).FirstOrDefault(found => found.Length > 0, []);
        return several is [var only] ? wait with { Waitable = only } : wait with { Waitable = null, Several = several, NeedsAll = needsAll };
    }

    private static bool IsArrayOf(ClrType? type, WaitableKind kind) => type is { IsArray: true, ComponentType: { } component }
        && (kind == WaitableKind.WaitHandle
            ? TypeAncestry.IsOrDerivesFrom(component, PrimitiveLayout.HandleType)
            : component.Name?.StartsWith(PrimitiveLayout.CollectionType, StringComparison.Ordinal) == true);

    private static ImmutableArray<int> Registered(ClrObject array, WaitableKind kind, WaitableRegistry waitables)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < Math.Min(array.AsArray().Length, Most); i++)
        {
            if (array.AsArray().GetObjectValue(i) is { IsNull: false, Type: not null } item)
            {
                found.Add(waitables.Add(item, kind));
            }
        }

        return found.ToImmutable();
    }
}
