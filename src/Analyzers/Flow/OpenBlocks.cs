namespace Unravel.Analyzers.Flow;

/// <summary>The blocks of a graph that are to be visited; the first in the source comes first.</summary>
internal sealed class OpenBlocks(int count)
{
    private readonly bool[] _isOpen = new bool[count];
    private int _open;
    private int _first; // no open block is before this one

    public bool Any => _open > 0;

    public void Add(int block)
    {
        if (!_isOpen[block])
        {
            _isOpen[block] = true;
            _open++;
            _first = Math.Min(_first, block);
        }
    }

    public int TakeFirst()
    {
        while (!_isOpen[_first])
        {
            _first++;
        }

        _isOpen[_first] = false;
        _open--;
        return _first;
    }
}
