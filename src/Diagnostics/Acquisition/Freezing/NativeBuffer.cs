using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>A growable array outside the managed heap: filling it never makes this process collect while a target stands still.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed unsafe class NativeBuffer<T>(int capacity) : IDisposable
    where T : unmanaged
{
    private T* _items = (T*)NativeMemory.Alloc((nuint)capacity, (nuint)sizeof(T));
    private int _capacity = capacity;

    public int Count { get; private set; }

    public ref T this[int index] => ref _items[index];

    public ReadOnlySpan<T> Items => new(_items, Count);

    public void Add(in T item)
    {
        if (Count == _capacity)
        {
            _capacity *= 2;
            _items = (T*)NativeMemory.Realloc(_items, (nuint)_capacity * (nuint)sizeof(T));
        }

        _items[Count++] = item;
    }

    public void RemoveAt(int index)
    {
        for (var i = index; i < Count - 1; i++)
        {
            _items[i] = _items[i + 1];
        }

        Count--;
    }

    public void Clear() => Count = 0;

    public void Sort() => new Span<T>(_items, Count).Sort();

    public void Dispose()
    {
        NativeMemory.Free(_items);
        _items = null;
        _capacity = 0;
        Count = 0;
    }
}
