using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Processes;

/// <summary>The system calls in which threads stand for long, by their numbers on x64 (the kernel's table), and what their arguments say.</summary>
internal static class SystemCalls
{
    private const ulong FutexCommand = 0x7f; // without FUTEX_PRIVATE_FLAG and FUTEX_CLOCK_REALTIME
    private const ulong FutexWait = 0;

    /// <summary>glibc writes 2 into the word of a lock that somebody waits for, and waits as long as it is 2 (lowlevellock.h).</summary>
    private const ulong LockedWithWaiters = 2;

    private const ulong LockAndWait = 7; // F_SETLKW
    private const ulong LockFileAndWait = 38; // F_OFD_SETLKW

    /// <summary>Null for calls that are over in a moment.</summary>
    /// <param name="arguments">The first four.</param>
    public static NativeCall? Find(long number, ReadOnlySpan<ulong> arguments) => number switch
    {
        0 or 17 or 19 or 45 or 47 or 295 or 299 => Of(NativeCallKind.Read, arguments), // read, pread64, readv, recvfrom, recvmsg, preadv, recvmmsg
        1 or 18 or 20 or 40 or 44 or 46 or 296 or 307 => Of(NativeCallKind.Write, arguments), // write, pwrite64, writev, sendfile, sendto, sendmsg, pwritev, sendmmsg
        7 or 23 or 232 or 270 or 271 or 281 => new NativeCall(NativeCallKind.Poll), // poll, select, epoll_wait, pselect6, ppoll, epoll_pwait
        34 or 35 or 128 or 230 => new NativeCall(NativeCallKind.Sleep), // pause, nanosleep, rt_sigtimedwait, clock_nanosleep
        42 => Of(NativeCallKind.Connect, arguments),
        43 or 288 => Of(NativeCallKind.Accept, arguments),
        61 or 247 => new NativeCall(NativeCallKind.Child),
        72 when arguments[1] is LockAndWait or LockFileAndWait => Of(NativeCallKind.FileLock, arguments), // fcntl
        73 => Of(NativeCallKind.FileLock, arguments), // flock
        202 when (arguments[1] & FutexCommand) == FutexWait && (uint)arguments[2] == LockedWithWaiters && arguments[3] == 0 =>
            new NativeCall(NativeCallKind.Mutex) { Lock = arguments[0] },
        202 => new NativeCall(NativeCallKind.Event),
        _ => null,
    };

    private static NativeCall Of(NativeCallKind kind, ReadOnlySpan<ulong> arguments) => new(kind) { Descriptor = (int)arguments[0] };
}
