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
    private TaskRow[] _rows = new TaskRow[256];
    private int _count;

    public void Add(in TaskRow row)
    {
        if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, _count * 2);
        }

        _rows[_count++] = row;
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
