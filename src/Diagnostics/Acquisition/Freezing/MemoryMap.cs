using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>A mapping of the target.</summary>
internal struct MappedRegion
{
    public ulong Start;
    public ulong End;
}

/// <summary>
/// Reads the mappings that matter from /proc/&lt;pid&gt;/maps without allocating: what can be written, which is the data that
/// changes while it runs, and where managed code is. Devices are left out: reading them can have
/// effects.
/// </summary>
internal sealed unsafe class MemoryMap(int processId) : IDisposable
{
    private const int ChunkSize = 256 * 1024;

    private readonly int _descriptor = OpenMaps(processId);
    private readonly NativeBuffer<byte> _text = new(ChunkSize);
    private readonly byte* _chunk = (byte*)NativeMemory.Alloc(ChunkSize);
    private readonly NativeBuffer<MappedRegion> _regions = new(1024);

    private readonly NativeBuffer<MappedRegion> _managedCode = new(64);

    /// <summary>The writable regions, in order of address.</summary>
    public ReadOnlySpan<MappedRegion> Regions => _regions.Items;

    /// <summary>
    /// Whether an address is in managed code: compiled at run time into memory without a file (or the file in memory of the
    /// runtime's double mapping), or ahead of time in an assembly. Code in a single-file program is not recognised.
    /// </summary>
    public bool IsManagedCode(ulong address)
    {
        foreach (ref readonly var region in _managedCode.Items)
        {
            if (address >= region.Start && address < region.End)
            {
                return true;
            }
        }

        return false;
    }

    public void Read()
    {
        _regions.Clear();
        _managedCode.Clear();
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
        _managedCode.Dispose();
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
        var executable = line[space + 3] == (byte)'x';
        var isManaged = executable && (path == line.Length - 1 || line.IndexOf("/memfd:doublemapper"u8) >= 0 || line.EndsWith(".dll"u8));
        if ((readable && writable && !isDevice) || isManaged)
        {
            var region = new MappedRegion { Start = ParseHex(line[..dash]), End = ParseHex(line[(dash + 1)..space]) };
            if (isManaged)
            {
                _managedCode.Add(region);
            }

            if (readable && writable && !isDevice)
            {
                _regions.Add(region);
            }
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
