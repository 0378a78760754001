using Spectre.Console.Rendering;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Live;

/// <summary>Puts the parts of the screen below each other, with as many waits as the terminal has lines for.</summary>
internal sealed class WatchPicture(
    IReadOnlyList<IRenderable> head, IReadOnlyList<WatchedWait> waits, WatchView view, IReadOnlyList<IRenderable> foot, int? height) : Renderable
{
    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var (top, bottom) = (LinesOf(head, options, maxWidth), LinesOf(foot, options, maxWidth));
        var lines = new List<SegmentLine>(top);
        if (foot.Count > 0)
        {
            // The head of the table with an empty line, the line for what is left out, and one that stays empty so that nothing scrolls.
            var room = height is { } all ? Math.Max(1, all - top.Count - bottom.Count - 4) : int.MaxValue;
            lines.Add([]);
            lines.AddRange(WatchTable.Lines([.. waits.Take(room)], view, maxWidth));
            lines.Add([new Segment(waits.Count > room ? $"... and {waits.Count - room} more" : "", TextLines.Faint)]);
            lines.AddRange(bottom);
        }

        foreach (var line in height is { } most ? lines.Take(Math.Max(1, most - 1)) : lines)
        {
            foreach (var segment in line)
            {
                yield return segment;
            }

            yield return Segment.LineBreak;
        }
    }

    private static List<SegmentLine> LinesOf(IReadOnlyList<IRenderable> parts, RenderOptions options, int width) =>
        [.. parts.SelectMany(part => Segment.SplitLines(part.Render(options, width), width))];
}
