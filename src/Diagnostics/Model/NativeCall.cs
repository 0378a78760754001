namespace Unravel.Diagnostics.Model;

/// <summary>The system call in which a thread stood at the moment of the snapshot, where it can take long.</summary>
internal sealed record NativeCall(NativeCallKind Kind)
{
    /// <summary>The descriptor of a file, socket or pipe; null for calls without one.</summary>
    public int? Descriptor { get; init; }

    /// <summary>What the descriptor is, <c>socket 127.0.0.1:5000 -> 127.0.0.1:41872</c>, <c>pipe:[123]</c>; null when that could not be seen.</summary>
    public string? Target { get; init; }

    /// <summary>Address of the native lock waited for; 0 for none.</summary>
    public ulong Lock { get; init; }

    /// <summary>Id that the operating system gives to the thread that holds the native lock; null when that is not known.</summary>
    public uint? Owner { get; init; }

    /// <summary>What the thread does, as a reader would say it: <c>reads from pipe:[123]</c>.</summary>
    public string Doing => Kind switch
    {
        NativeCallKind.Read => $"reads from {Of}",
        NativeCallKind.Write => $"writes to {Of}",
        NativeCallKind.Accept => $"waits for a connection at {Of}",
        NativeCallKind.Connect => $"connects {Of}",
        NativeCallKind.Poll => "waits for input of several descriptors",
        NativeCallKind.FileLock => $"waits for the lock of {Of}",
        NativeCallKind.Mutex => "waits for a native mutex",
        NativeCallKind.Event => "waits in native code for a signal",
        NativeCallKind.Sleep => "sleeps in native code",
        _ => "waits for a child process in native code",
    };

    private string Of => Target ?? (Descriptor is { } number ? $"descriptor {number}" : "a descriptor");
}

internal enum NativeCallKind
{
    Read,
    Write,
    Accept,
    Connect,

    /// <summary>poll, select, epoll: input of several descriptors.</summary>
    Poll,

    /// <summary>flock, or fcntl with a lock that waits.</summary>
    FileLock,

    /// <summary>The lock of a pthread mutex or of the C library itself: whoever waits here can go on when another gives it back.</summary>
    Mutex,

    /// <summary>Any other wait for a word in memory: a condition variable, a native semaphore, the end of a native thread.</summary>
    Event,
    Sleep,

    /// <summary>wait4, waitid.</summary>
    Child,
}
