using Unravel.Diagnostics.Acquisition.Freezing;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>A pending task as it was read: a few numbers, because there can be millions.</summary>
/// <param name="Shape">Index of its shape.</param>
/// <param name="State">State of the state machine; -1 when it has none.</param>
/// <param name="Awaited">Address of the object it waits for; 0 for none.</param>
/// <param name="Continuation">Address of what goes on when it completes; 0 for nothing.</param>
internal readonly record struct TaskRow(ulong Address, int Shape, int State, ulong Awaited, ulong Continuation);

/// <summary>
/// Rows as they are met, in one array: a list of the framework would be compiled anew for this type, slow code first.
/// </summary>
internal sealed class TaskRows
{
    private const int MostGrowth = 4 << 20;
    private const int ReadyRows = 1 << 16;

    private TaskRow[] _rows = new TaskRow[256];
    private int _count;
    private int _ready = 256;

    public void Add(in TaskRow row)
    {
        if (_count == _ready)
        {
            MakeRoom();
        }

        _rows[_count++] = row;
    }

    /// <summary>Room that nobody uses costs nothing: the array grows by large steps, and its pages are made ready by small ones.</summary>
    private void MakeRoom()
    {
        if (_count == _rows.Length)
        {
            var larger = GC.AllocateUninitializedArray<TaskRow>(_count + Math.Min(_count * 3, MostGrowth));
            FreshPages.Ready(larger.AsSpan(0, _count));
            _rows.CopyTo(larger, 0);
            _rows = larger;
        }

        _ready = Math.Min(_rows.Length, _count + ReadyRows);
        FreshPages.Ready(_rows.AsSpan(_count, _ready - _count));
    }

    /// <summary>All rows by address; sorted in place, so that a million of them exist once.</summary>
    public ReadOnlyMemory<TaskRow> Sorted()
    {
        // The walk goes through most heaps upwards.
        if (!IsSorted())
        {
            Array.Sort(_rows, 0, _count, Comparer<TaskRow>.Create(static (left, right) => left.Address.CompareTo(right.Address)));
        }

        return _rows.AsMemory(0, _count);
    }

    private bool IsSorted()
    {
        for (var i = 1; i < _count; i++)
        {
            if (_rows[i - 1].Address > _rows[i].Address)
            {
                return false;
            }
        }

        return true;
    }
}
