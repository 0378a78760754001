using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Model;

/// <summary>Task tables too large to be named row by row.</summary>
internal static class Tables
{
    /// <summary>Tasks of one async method.</summary>
    /// <param name="awaits">For each the row that it awaits, or -1.</param>
    public static TaskTable OfOneShape(params int[] awaits) => OfShapes(awaits, new int[awaits.Length], 1);

    public static TaskTable OfShapes(int[] awaits, int[] shapes, int shapeCount) => new()
    {
        Addresses = [.. Enumerable.Range(0, awaits.Length).Select(row => 0x1000UL + ((ulong)row * 0x40))],
        ShapeOf = ImmutableArray.Create(shapes),
        StateOf = ImmutableArray.Create(new int[awaits.Length]),
        AwaitsOf = ImmutableArray.Create(awaits),
        StatusOf = ImmutableArray.Create(new TaskStatusFlags[awaits.Length]),
        Shapes = [.. Enumerable.Range(0, shapeCount).Select(shape => new TaskShape($"S{shape}", TaskKind.AsyncMethod))],
    };
}
