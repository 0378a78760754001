using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Microsoft.Diagnostics.Runtime.DataReaders.Implementation;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>
/// Lets the debugging library read a frozen process: what can change comes from the copy, the rest (code and images,
/// which stand still) from the process itself, which runs again.
/// </summary>
internal sealed unsafe class FrozenReader(FrozenProcess process, IReadOnlyList<LoadedImage> images) : IDataReader, IThreadReader
{
    public string DisplayName => $"process {process.ProcessId}";

    public bool IsThreadSafe => true;

    public OSPlatform TargetPlatform => OSPlatform.Linux;

    public Architecture Architecture => Architecture.X64;

    public int ProcessId => process.ProcessId;

    /// <summary>True when something was asked of the process itself after it had ended: what was read is not the whole.</summary>
    public bool LostProcess { get; private set; }

    public int PointerSize => 8;

    public IEnumerable<ModuleInfo> EnumerateModules() =>
        images.Select(image => ModuleInfo.TryCreate(this, image.Address, image.Path)).OfType<ModuleInfo>();

    public IEnumerable<uint> EnumerateOSThreadIds() => process.ThreadIds.Select(id => (uint)id);

    public ulong GetThreadTeb(uint osThreadId) => 0;

    public bool GetThreadContext(uint threadID, uint contextFlags, Span<byte> context)
    {
        if (context.Length < Registers.ContextSize || !process.TryGetRegisters((int)threadID, out var registers))
        {
            return false;
        }

        registers.WriteContext(context);
        return true;
    }

    public void FlushCachedData()
    {
        // The copy does not change.
    }

    public int Read(ulong address, Span<byte> buffer)
    {
        var done = process.Memory.Read(address, buffer);
        return done == buffer.Length ? done : done + ReadLive(address + (ulong)done, buffer[done..]);
    }

    public bool Read<T>(ulong address, out T value)
        where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        var bytes = MemoryMarshal.AsBytes(new Span<T>(ref value));
        if (Read(address, bytes) == bytes.Length)
        {
            return true;
        }

        value = default;
        return false;
    }

    public T Read<T>(ulong address)
        where T : unmanaged
    {
        _ = Read(address, out T value);
        return value;
    }

    public bool ReadPointer(ulong address, out ulong value) => Read(address, out value);

    public ulong ReadPointer(ulong address) => Read<ulong>(address);

    private int ReadLive(ulong address, Span<byte> buffer)
    {
        fixed (byte* target = buffer)
        {
            var local = new LibC.IoVector { Base = target, Length = (nuint)buffer.Length };
            var remote = new LibC.IoVector { Base = (void*)address, Length = (nuint)buffer.Length };
            var read = LibC.ReadMemory(process.ProcessId, &local, 1, &remote, 1, 0);
            LostProcess |= read < 0 && Marshal.GetLastPInvokeError() == LibC.ESrch;
            return (int)Math.Max(0, read);
        }
    }
}
