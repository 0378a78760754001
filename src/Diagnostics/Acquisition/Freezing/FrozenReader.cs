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
    private const int MaxNativeFrames = 64;
    private const ulong MaxFrameBytes = 1 << 20;

    private readonly Dictionary<int, Registers> _inManagedCode = [];

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
        if (context.Length < Registers.ContextSize
            || !(_inManagedCode.TryGetValue((int)threadID, out var registers) || process.TryGetRegisters((int)threadID, out registers)))
        {
            return false;
        }

        registers.WriteContext(context);
        return true;
    }

    /// <summary>
    /// Lets a stack begin at the innermost managed call. The debugging library cannot walk a thread that stands in one of
    /// the runtime's own fast calls (Thread.SpinWait, array copies), which leave no frame behind; the runtime is built with
    /// frame pointers, so the chain of rbp leads out of them.
    /// </summary>
    public void SkipNativeCalls(uint threadId, Func<ulong, bool> isManaged)
    {
        if (!process.TryGetRegisters((int)threadId, out var registers) || isManaged(registers.Rip))
        {
            return;
        }

        var frame = registers.Rbp;
        var last = registers.Rsp;
        for (var i = 0; i < MaxNativeFrames && frame > last && frame - last < MaxFrameBytes; i++)
        {
            var returnTo = ReadPointer(frame + 8);
            if (isManaged(returnTo))
            {
                registers.Rip = returnTo;
                registers.Rsp = frame + 16;
                registers.Rbp = ReadPointer(frame);
                _inManagedCode[(int)threadId] = registers;
                return;
            }

            (last, frame) = (frame, ReadPointer(frame));
        }
    }

    /// <summary>The system call that a thread was interrupted in, and its first four arguments; false when it was in none.</summary>
    public bool TryGetSystemCall(uint threadId, out long number, out ulong[] arguments)
    {
        if (process.TryGetRegisters((int)threadId, out var registers) && registers.IsInSystemCall)
        {
            (number, arguments) = ((long)registers.OrigRax, [registers.Rdi, registers.Rsi, registers.Rdx, registers.R10]);
            return true;
        }

        (number, arguments) = (-1, []);
        return false;
    }

    public void FlushCachedData()
    {
        // The copy does not change.
    }

    /// <summary>The copied bytes from an address on, as far as they lie in one piece; empty where nothing was copied. They are there as long as the copy.</summary>
    public ReadOnlySpan<byte> Peek(ulong address) => process.Memory.Peek(address);

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

    public bool ReadPointer(ulong address, out ulong value)
    {
        var copied = process.Memory.Peek(address);
        value = Words.Address(copied, 0);
        return copied.Length >= sizeof(ulong) || Read(address, out value);
    }

    public ulong ReadPointer(ulong address) => ReadPointer(address, out var value) ? value : 0;

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
