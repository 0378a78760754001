using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// The IL that an instruction belongs to. The map of a method has a place for each statement, but for those in front of
/// which a value is on the stack: then the range holds several statements.
/// </summary>
/// <param name="Start">-1 when it is not known.</param>
/// <param name="End">The next place in the map.</param>
internal readonly record struct ILRange(int Start, int End)
{
    /// <summary>
    /// The instructions of an inlined call have no place: then they are given that of the instruction before them, if it
    /// lies directly before. The compiler moves rare paths behind the end of the method, where it does not. What comes
    /// before the first one, where a class asks for its initialisation, counts to it.
    /// </summary>
    public static ILRange At(ClrMethod method, ulong instruction)
    {
        var map = method.ILOffsetMap.OrderBy(range => range.StartAddress).ToArray();
        var index = Array.FindLastIndex(map, range => range.StartAddress <= instruction && range.StartAddress < range.EndAddress);
        var start = index < 0 || instruction >= map[index].EndAddress ? -1
            : Array.FindIndex(map, range => range.ILOffset >= 0) is var first && first > index ? map[first].ILOffset
            : map[index].ILOffset >= 0 ? map[index].ILOffset
            : index > 0 ? map[index - 1].ILOffset
            : -1;
        return new(start, map.Select(range => range.ILOffset).Where(offset => offset > start).DefaultIfEmpty(int.MaxValue).Min());
    }
}
