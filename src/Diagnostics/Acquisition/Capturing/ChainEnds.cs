using Unravel.Diagnostics.Acquisition.Freezing;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>The end of each chain of awaits, for all rows in one pass: a chain of a million would be followed a million times.</summary>
internal static class ChainEnds
{
    /// <summary>The row leads into a ring, or stands at no await.</summary>
    public const int None = -1;

    private const int Unknown = -2;
    private const int Open = -3;

    /// <param name="awaits">For each row the row that it awaits; negative where that is no row.</param>
    /// <param name="awaited">For each row that stands at an await the address of what it awaits; else 0.</param>
    /// <returns>For each row the last row of its chain that stands at an await.</returns>
    public static int[] Of(ReadOnlySpan<int> awaits, ReadOnlySpan<ulong> awaited)
    {
        var ends = FreshPages.Array<int>(awaited.Length);
        Array.Fill(ends, Unknown);
        for (var first = 0; first < ends.Length; first++)
        {
            if (awaited[first] == 0)
            {
                ends[first] = None;
            }
            else if (ends[first] == Unknown)
            {
                var end = Follow(first, awaits, awaited, ends);
                for (var row = first; row >= 0 && ends[row] == Open; row = awaits[row])
                {
                    ends[row] = end;
                }
            }
        }

        return ends;
    }

    private static int Follow(int first, ReadOnlySpan<int> awaits, ReadOnlySpan<ulong> awaited, int[] ends)
    {
        for (var row = first; ; row = awaits[row])
        {
            ends[row] = Open;
            if (awaits[row] is not (>= 0 and var next) || awaited[next] == 0)
            {
                return row;
            }

            if (ends[next] != Unknown)
            {
                return ends[next] == Open ? None : ends[next]; // met on this very walk: a ring
            }
        }
    }
}
