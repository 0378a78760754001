using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>One thread of the target that stands still for us.</summary>
internal struct TracedThread
{
    public int Id;

    /// <summary>A signal that was on its way to the thread when it stopped, to be delivered on release; 0 for none.</summary>
    public int PendingSignal;

    public bool Stopped;
    public Registers Registers;
}

/// <summary>
/// Stops all threads of a process and lets them go. PTRACE_SEIZE with PTRACE_INTERRUPT sends no signal, so a process
/// that was stopped stays stopped; and when this process dies, the kernel releases what it traced (ptrace(2)).
/// All calls come from one OS thread: ptrace knows tracers by thread.
/// </summary>
internal sealed unsafe class TracedThreads : IDisposable
{
    private const int DirectoryBufferSize = 64 * 1024;

    /// <summary>The kernel gives no higher thread id than this (PID_MAX_LIMIT on 64 bit).</summary>
    private const int MaxThreadId = 1 << 22;

    private readonly NativeBuffer<TracedThread> _threads = new(256);
    private readonly byte* _directoryBuffer = (byte*)NativeMemory.Alloc(DirectoryBufferSize);
    private readonly byte* _knownIds = (byte*)NativeMemory.AllocZeroed(MaxThreadId / 8);
    private readonly int _directory;

    public TracedThreads(int processId)
    {
        _directory = LibC.Open($"/proc/{processId}/task", 0);
        if (_directory < 0)
        {
            throw new TargetGoneException(processId);
        }
    }

    public ReadOnlySpan<TracedThread> Threads => _threads.Items;

    /// <summary>Why the last thread that could not be seized could not; 0 when all could.</summary>
    public int LastError { get; private set; }

    /// <summary>
    /// Stops every thread, those too that start while we do so. Returns false when that was not possible before the
    /// deadline (a thread in an uninterruptible system call does not stop) or not at all; the caller then releases.
    /// </summary>
    public bool StopAll(long deadline)
    {
        while (true)
        {
            var known = _threads.Count;
            if (SeizeNew() == 0)
            {
                return known > 0;
            }

            for (var i = known; i < _threads.Count; i++)
            {
                _ = LibC.Ptrace(LibC.PtraceInterrupt, _threads[i].Id, 0, 0);
            }

            for (var i = _threads.Count - 1; i >= known; i--)
            {
                if (!WaitForStop(i, deadline))
                {
                    return false;
                }
            }
        }
    }

    /// <summary>Lets every thread go on, with the signal that it was about to get.</summary>
    public void ReleaseAll()
    {
        for (var i = 0; i < _threads.Count; i++)
        {
            _ = LibC.Ptrace(LibC.PtraceDetach, _threads[i].Id, 0, _threads[i].PendingSignal);
        }
    }

    /// <summary>
    /// Whether a thread was stopped while it executed managed code. Then no blocking garbage collection was under way: the
    /// collector first brings every thread out of managed code and lets none in again until it has finished.
    /// </summary>
    public bool ExecutesManagedCode(MemoryMap map)
    {
        for (var i = 0; i < _threads.Count; i++)
        {
            if (!_threads[i].Registers.IsInSystemCall && map.IsManagedCode(_threads[i].Registers.Rip))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes ready for another stop of what was released.</summary>
    public void Forget()
    {
        for (var i = 0; i < _threads.Count; i++)
        {
            _knownIds[_threads[i].Id >> 3] &= (byte)~(1 << (_threads[i].Id & 7));
        }

        _threads.Clear();
    }

    public void Dispose()
    {
        _ = LibC.Close(_directory);
        NativeMemory.Free(_directoryBuffer);
        NativeMemory.Free(_knownIds);
        _threads.Dispose();
    }

    private int SeizeNew()
    {
        var seized = 0;
        _ = LibC.Seek(_directory, 0, 0);
        nint length;
        while ((length = LibC.SystemCall(LibC.SysGetDents64, _directory, _directoryBuffer, DirectoryBufferSize)) > 0)
        {
            // struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name
            for (nint at = 0; at < length; at += *(ushort*)(_directoryBuffer + at + 16))
            {
                var id = ParseNumber(_directoryBuffer + at + 19);
                if (id is > 0 and < MaxThreadId && !IsKnown(id) && Seize(id))
                {
                    seized++;
                }
            }
        }

        return seized;
    }

    private bool Seize(int id)
    {
        if (LibC.Ptrace(LibC.PtraceSeize, id, 0, 0) == 0)
        {
            _knownIds[id >> 3] |= (byte)(1 << (id & 7));
            _threads.Add(new TracedThread { Id = id });
            return true;
        }

        // ESRCH: the thread ended meanwhile. EPERM on one of many: it is a zombie; on all: no right to trace.
        LastError = Marshal.GetLastPInvokeError();
        return false;
    }

    private bool IsKnown(int id) => (_knownIds[id >> 3] & (1 << (id & 7))) != 0;

    private bool WaitForStop(int index, long deadline)
    {
        ref var thread = ref _threads[index];
        int status;
        int result;
        while ((result = LibC.WaitPid(thread.Id, &status, LibC.WaitNoHang | LibC.WaitAll)) == 0)
        {
            if (Stopwatch.GetTimestamp() > deadline)
            {
                return false;
            }

            _ = LibC.Yield();
        }

        var stopped = (status & 0xff) == 0x7f;
        if (result < 0 || !stopped)
        {
            _threads.RemoveAt(index); // it ended between seizing and stopping
            return true;
        }

        var signal = (status >> 8) & 0xff;
        thread.PendingSignal = status >> 16 == LibC.PtraceEventStop ? 0 : signal;
        thread.Stopped = true;
        fixed (Registers* registers = &thread.Registers)
        {
            _ = LibC.Ptrace(LibC.PtraceGetRegs, thread.Id, 0, (nint)registers);
        }

        return true;
    }

    private static int ParseNumber(byte* text)
    {
        var number = 0;
        for (; *text is >= (byte)'0' and <= (byte)'9'; text++)
        {
            number = (number * 10) + (*text - '0');
        }

        return number;
    }
}
