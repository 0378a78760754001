using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Unravel.Diagnostics.Acquisition.Native;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>
/// A process as it was at one moment: registers of its threads and a private copy of its writable memory. The process
/// itself goes on as soon as the copy is made.
/// </summary>
internal sealed class FrozenProcess : IDisposable
{
    private const int HighestPriority = -20;

    /// <summary>The part of the longest pause that may go into stops that are given up: with thousands of threads one of them takes long.</summary>
    private const double MostInVain = 0.1;

    private static int s_isCompiled;

    private readonly Dictionary<int, Registers> _registers;

    /// <param name="registers">By the id that the target's runtime knows of a thread.</param>
    public FrozenProcess(int processId, Dictionary<int, Registers> registers, MemoryCopy memory, TimeSpan pause)
    {
        ProcessId = processId;
        Memory = memory;
        Pause = pause;
        _registers = registers;
    }

    public int ProcessId { get; }

    public MemoryCopy Memory { get; }

    /// <summary>How long the target stood still: from the first interrupt to the last release, of every stop.</summary>
    public TimeSpan Pause { get; }

    public IReadOnlyCollection<int> ThreadIds => _registers.Keys;

    public bool TryGetRegisters(int threadId, out Registers registers) => _registers.TryGetValue(threadId, out registers);

    /// <summary>Freezes, copies and releases a process.</summary>
    /// <exception cref="TargetGoneException">The process ended.</exception>
    /// <exception cref="TraceRefusedException">The kernel refused to trace it.</exception>
    /// <exception cref="CannotLookException">It could not be copied within the limits; it was released.</exception>
    public static FrozenProcess Capture(int processId, FreezeOptions options)
    {
        // ptrace requests must come from the thread that seized, so the whole freeze has one of its own.
        FrozenProcess? frozen = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                frozen = CaptureHere(processId, options);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        })
        { Name = "freeze", IsBackground = true };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return frozen!;
    }

    public void Dispose() => Memory.Dispose();

    private static FrozenProcess CaptureHere(int processId, FreezeOptions options)
    {
        CompileAhead();

        // On a busy machine the target would stand still while we wait for a processor. Without the right it stays as it is.
        _ = LibC.SetPriority(0, 0, HighestPriority);
        using var threads = new TracedThreads(processId);
        using var map = new MemoryMap(processId);
        using var pages = new ResidentPages(processId);
        using var stackPointers = new NativeBuffer<ulong>(1024);

        var expected = Rehearse(map, pages);
        if (expected > options.MaxCopyBytes)
        {
            throw new PauseExceededException(
                $"Process {processId} has {expected >> 20} MB of memory in use that would have to be copied, more than the {options.MaxCopyBytes >> 20} MB allowed; '--mode dump' lets the process write a dump instead.");
        }

        var capacity = Math.Min(options.MaxCopyBytes, (expected * 2) + (256UL << 20));
        var memory = new MemoryCopy(processId, expected, capacity);
        try
        {
            return Freeze(processId, options, threads, map, pages, stackPointers, memory);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    private static FrozenProcess Freeze(
        int processId, FreezeOptions options, TracedThreads threads, MemoryMap map, ResidentPages pages, NativeBuffer<ulong> stackPointers, MemoryCopy memory)
    {
        var limit = (long)(options.MaxPause.TotalSeconds * Stopwatch.Frequency);
        var pauses = 0L;
        var begin = Stopwatch.GetTimestamp();
        var deadline = begin + limit;
        var stopped = threads.StopAll(deadline);
        for (var left = options.GivenUpStops; left > 0 && pauses < limit * MostInVain && stopped && !threads.ExecutesManagedCode(map); left--)
        {
            threads.ReleaseAll();
            threads.Forget();
            pauses += Stopwatch.GetTimestamp() - begin;
            Thread.Sleep(1);
            begin = Stopwatch.GetTimestamp();
            deadline = begin + limit - pauses;
            stopped = threads.StopAll(deadline);
        }

        var copied = false;
        if (stopped)
        {
            map.Read();
            CollectStackPointers(threads, stackPointers);
            copied = memory.Fill(map.Regions, stackPointers.Items, pages, deadline);
        }

        threads.ReleaseAll();
        var pause = Stopwatch.GetElapsedTime(begin - pauses);
        if (threads.Threads.Length == 0)
        {
            throw threads.LastError == LibC.EPerm
                ? new TraceRefusedException(processId, "tracing needs the same user and, where it is restricted, the capability SYS_PTRACE.")
                : new TargetGoneException(processId);
        }

        if (!copied)
        {
            throw new PauseExceededException(
                $"Process {processId} could not be copied within {options.MaxPause.TotalMilliseconds:0} ms and was released; allow a longer pause with --max-pause.");
        }

        return new FrozenProcess(processId, RegistersOf(processId, threads), memory, pause);
    }

    private static Dictionary<int, Registers> RegistersOf(int processId, TracedThreads threads)
    {
        var numbers = ThreadNumbers.Of(processId);
        var registers = new Dictionary<int, Registers>(threads.Threads.Length);
        foreach (ref readonly var thread in threads.Threads)
        {
            registers[numbers.Inside(thread.Id)] = thread.Registers;
        }

        return registers;
    }

    /// <summary>Looks at the memory once while the target runs: the copy's pages can be made ready, and the code paths are warm.</summary>
    private static ulong Rehearse(MemoryMap map, ResidentPages pages)
    {
        map.Read();
        return pages.Count(map.Regions);
    }

    private static void CollectStackPointers(TracedThreads threads, NativeBuffer<ulong> stackPointers)
    {
        stackPointers.Clear();
        foreach (ref readonly var thread in threads.Threads)
        {
            stackPointers.Add(thread.Registers.Rsp);
        }

        stackPointers.Sort();
    }

    /// <summary>Compiles what runs during the freeze; compiling it then was most of the pause of a small target.</summary>
    public static void CompileAhead()
    {
        if (Interlocked.Exchange(ref s_isCompiled, 1) != 0)
        {
            return;
        }

        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var type in new[] { typeof(TracedThreads), typeof(MemoryMap), typeof(ResidentPages), typeof(MemoryCopy), typeof(FrozenProcess), typeof(LibC) })
        {
            foreach (var method in type.GetMethods(All).Where(method => !method.ContainsGenericParameters))
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            }
        }

        Prepare<TracedThread>();
        Prepare<PageRun>();
        Prepare<LibC.IoVector>();
        Prepare<MappedRegion>();
        Prepare<ulong>();

        // The first call of a native function looks its address up.
        _ = LibC.Ptrace(LibC.PtraceInterrupt, -1, 0, 0);
        unsafe
        {
            _ = LibC.WaitPid(-1, null, LibC.WaitNoHang);
            _ = LibC.ReadMemory(-1, null, 0, null, 0, 0);
        }

        _ = LibC.Yield();

        static void Prepare<T>()
            where T : unmanaged
        {
            foreach (var method in typeof(NativeBuffer<T>).GetMethods(All))
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            }
        }
    }
}
