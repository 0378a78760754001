using System.Collections.Concurrent;
using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// The hits of all segments in their order, a chunk at a time. Where there is a processor for it they are looked for on another
/// thread, a few chunks before they are asked for: the search reads each word of the heap, the walk one of each object.
/// </summary>
internal sealed class WordHits : IDisposable
{
    private const int ChunksAhead = 8;

    private readonly IReadOnlyList<(ulong Start, ulong End)> _segments;
    private readonly WordSearch _search;
    private readonly CancellationTokenSource _end = new();
    private readonly BlockingCollection<Chunk> _found = new(ChunksAhead);
    private readonly IEnumerator<Chunk> _chunks;
    private readonly Task _searching = Task.CompletedTask;
    private readonly bool _isEmpty;
    private Chunk? _current;
    private int _next;
    private int _segment;

    public WordHits(IReadOnlyList<(ulong Start, ulong End)> segments, IDataReader reader, AddressSet wanted)
    {
        _segments = segments;
        _search = new WordSearch(reader, wanted);
        if (_isEmpty = wanted.IsEmpty)
        {
            _chunks = Enumerable.Empty<Chunk>().GetEnumerator();
        }
        else if (reader.IsThreadSafe && Environment.ProcessorCount > 1)
        {
            _searching = Task.Run(SearchAhead);
            _chunks = _found.GetConsumingEnumerable().GetEnumerator();
        }
        else
        {
            _chunks = Search().GetEnumerator();
        }
    }

    /// <summary>Below there is no further hit in the segment: nearly all objects need not ask.</summary>
    public ulong NoneBefore { get; private set; }

    /// <summary>Turns to a segment; segments come in their order, and what was not asked for of those before is left out.</summary>
    public void Begin(int segment)
    {
        _segment = segment;
        NoneBefore = _isEmpty ? ulong.MaxValue : 0;
    }

    /// <summary>The next hit of the segment below an address.</summary>
    public bool TryNext(ulong before, out WordHit hit)
    {
        while (Advance(before))
        {
            if (_next < _current!.Hits.Count)
            {
                hit = _current.Hits[_next];
                NoneBefore = hit.Slot;
                _next += hit.Slot < before ? 1 : 0;
                return hit.Slot < before;
            }

            NoneBefore = _current.End;

            if (_current.End >= before)
            {
                break;
            }

            _current = null;
        }

        hit = default;
        return false;
    }

    public void Dispose()
    {
        _end.Cancel();
        try
        {
            _searching.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // the walk ended before the search
        }

        _chunks.Dispose();
        _found.Dispose();
        _end.Dispose();
    }

    // To a chunk of the segment that holds hits not yet given, or ends at or behind the address.
    private bool Advance(ulong before)
    {
        while (_current is null || _current.Segment < _segment)
        {
            if (!_chunks.MoveNext())
            {
                _searching.GetAwaiter().GetResult(); // what went wrong there is thrown here
                return false;
            }

            (_current, _next) = (_chunks.Current, 0);
        }

        return _current.Segment == _segment && _current.Start < before;
    }

    private void SearchAhead()
    {
        try
        {
            foreach (var chunk in Search())
            {
                _found.Add(chunk, _end.Token);
            }
        }
        finally
        {
            _found.CompleteAdding();
        }
    }

    private IEnumerable<Chunk> Search()
    {
        for (var index = 0; index < _segments.Count; index++)
        {
            var (first, end) = _segments[index];
            for (var start = first; start < end; start += WordSearch.ChunkSize)
            {
                var length = (int)Math.Min(WordSearch.ChunkSize, end - start);
                yield return new(index, start, start + (ulong)length, _search.In(start, length));
            }
        }
    }

    private sealed record Chunk(int Segment, ulong Start, ulong End, List<WordHit> Hits);
}
