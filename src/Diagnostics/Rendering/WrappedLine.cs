using Spectre.Console;
using Spectre.Console.Rendering;

namespace Unravel.Diagnostics.Rendering;

/// <summary>
/// Text that is broken between words, with nothing cut and no space at the end of a line: a report is also read in
/// files, compared, and searched by line. A word that no line has room for is broken where the room ends.
/// </summary>
internal sealed class WrappedLine(int width, int indent, int further) : Renderable
{
    private readonly List<Segment> _segments = [];
    private readonly List<Segment> _word = [];
    private string _spaces = "";
    private int _column;
    private bool _isIndented;

    public void Append(string text, Style style)
    {
        for (var i = 0; i < text.Length;)
        {
            var isSpace = text[i] == ' ';
            var end = i;
            while (end < text.Length && text[end] == ' ' == isSpace)
            {
                end++;
            }

            if (isSpace)
            {
                EndWord();
                _spaces += text[i..end];
            }
            else
            {
                _word.Add(new Segment(text[i..end], style));
            }

            i = end;
        }
    }

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        EndWord();
        return [.. _segments, Segment.LineBreak];
    }

    private void EndWord()
    {
        if (_word.Count == 0)
        {
            return;
        }

        var length = _word.Sum(part => part.CellCount());
        if (!_isIndented)
        {
            Indent(indent);
        }
        else if (_column + _spaces.Length + length > width)
        {
            _segments.Add(Segment.LineBreak);
            Indent(further);
        }
        else
        {
            Place(new Segment(_spaces));
        }

        foreach (var part in _word)
        {
            PlaceBroken(part);
        }

        _word.Clear();
        _spaces = "";
    }

    private void PlaceBroken(Segment part)
    {
        while (part.CellCount() > width - _column)
        {
            if (width - _column > 1)
            {
                var (fits, rest) = part.Split(width - _column);
                Place(fits);
                part = rest ?? Segment.Empty;
            }
            else if (_column <= further)
            {
                break; // narrower than the indent: the terminal breaks it
            }

            _segments.Add(Segment.LineBreak);
            Indent(further);
        }

        Place(part);
    }

    private void Indent(int spaces)
    {
        _column = 0;
        _isIndented = true;
        Place(new Segment(new string(' ', spaces)));
    }

    private void Place(Segment segment)
    {
        if (segment.Text.Length > 0)
        {
            _segments.Add(segment);
            _column += segment.CellCount();
        }
    }
}
