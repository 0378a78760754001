using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Collects the names of threads from their managed objects.</summary>
internal sealed class ThreadNames(ClrHeap heap) : IHeapInterest
{
    private const int MaxNameLength = 200;

    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<int, ulong> _objects = [];
    private int _nameOffset;
    private int _idOffset;

    public string? Find(int managedId) => _names.GetValueOrDefault(managedId);

    /// <summary>Address of the managed object of a thread; 0 when it was not met.</summary>
    public ulong ObjectOf(int managedId) => _objects.GetValueOrDefault(managedId);

    public IHeapInterest? InterestIn(ClrType type)
    {
        if (type.Name != ThreadLayout.ThreadType
            || TaskLayout.Offset(type, ThreadLayout.NameField) is not { } name
            || TaskLayout.Offset(type, ThreadLayout.ManagedIdField) is not { } id)
        {
            return null;
        }

        (_nameOffset, _idOffset) = (name, id);
        return this;
    }

    public void Visit(ulong address, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Math.Max(_nameOffset, _idOffset) + 8)
        {
            return;
        }

        _objects[MemoryMarshal.Read<int>(bytes[_idOffset..])] = address;
        var name = MemoryMarshal.Read<ulong>(bytes[_nameOffset..]);
        if (name != 0 && heap.GetObject(name) is { Type.IsString: true } text && text.AsString(MaxNameLength) is { Length: > 0 } value)
        {
            _names[MemoryMarshal.Read<int>(bytes[_idOffset..])] = value;
        }
    }
}
