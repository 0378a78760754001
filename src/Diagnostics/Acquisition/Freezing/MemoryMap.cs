using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>A mapping of the target that can be written: data that changes while it runs.</summary>
internal struct WritableRegion
{
    public ulong Start;
    public ulong End;
}

/// <summary>
/// Reads the writable mappings from /proc/&lt;pid&gt;/maps without allocating. Devices are left out: reading them can have
/// effects.
/// </summary>
internal sealed unsafe class MemoryMap(int processId) : IDisposable
{
    private const int ChunkSize = 256 * 1024;

    private readonly int _descriptor = OpenMaps(processId);
    private readonly NativeBuffer<byte> _text = new(ChunkSize);
    private readonly byte* _chunk = (byte*)NativeMemory.Alloc(ChunkSize);
    private readonly NativeBuffer<WritableRegion> _regions = new(1024);

    /// <summary>The writable regions, in order of address.</summary>
    public ReadOnlySpan<WritableRegion> Regions => _regions.Items;

    public void Read()
    {
        _regions.Clear();
        _text.Clear();
        _ = LibC.Seek(_descriptor, 0, 0);
        nint length;
        while ((length = LibC.Read(_descriptor, _chunk, ChunkSize)) > 0)
        {
            for (nint i = 0; i < length; i++)
            {
                if (_chunk[i] != (byte)'\n')
                {
                    _text.Add(_chunk[i]);
                    continue;
                }

                AddLine(_text.Items);
                _text.Clear();
            }
        }
    }

    public void Dispose()
    {
        _ = LibC.Close(_descriptor);
        NativeMemory.Free(_chunk);
        _text.Dispose();
        _regions.Dispose();
    }

    /// <summary>A line reads: start-end perms offset device inode path.</summary>
    private void AddLine(ReadOnlySpan<byte> line)
    {
        var dash = line.IndexOf((byte)'-');
        var space = line.IndexOf((byte)' ');
        if (dash <= 0 || space <= dash || line.Length < space + 6)
        {
            return;
        }

        var readable = line[space + 1] == (byte)'r';
        var writable = line[space + 2] == (byte)'w';
        var path = line.LastIndexOf((byte)' ');
        var isDevice = line[(path + 1)..].StartsWith("/dev/"u8) && !line[(path + 1)..].StartsWith("/dev/shm/"u8);
        if (readable && writable && !isDevice)
        {
            _regions.Add(new WritableRegion { Start = ParseHex(line[..dash]), End = ParseHex(line[(dash + 1)..space]) });
        }
    }

    private static ulong ParseHex(ReadOnlySpan<byte> text)
    {
        ulong value = 0;
        foreach (var digit in text)
        {
            value = (value << 4) | (uint)(digit <= (byte)'9' ? digit - '0' : digit - 'a' + 10);
        }

        return value;
    }

    private static int OpenMaps(int processId)
    {
        var descriptor = LibC.Open($"/proc/{processId}/maps", 0);
        return descriptor >= 0 ? descriptor : throw new TargetGoneException(processId);
    }
}
