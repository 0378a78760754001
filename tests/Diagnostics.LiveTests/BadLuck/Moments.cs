namespace Unravel.Diagnostics.LiveTests.BadLuck;

/// <summary>
/// Moments in the life of a run of the tool at which something happens to it: evenly spread from its start to about
/// its end, which is measured first, so that they fit slow and busy machines too.
/// </summary>
internal static class Moments
{
    public static IEnumerable<TimeSpan> Spread(TimeSpan run, int count) =>
        Enumerable.Range(0, count).Select(i => run * i / count);
}
