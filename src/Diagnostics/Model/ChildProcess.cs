using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>A process that the target started, or one of its descendants.</summary>
internal sealed record ChildProcess
{
    public required int Id { get; init; }

    /// <summary>Process id of the parent: the target or another descendant.</summary>
    public required int Parent { get; init; }

    public string? Name { get; init; }

    /// <summary>What the target does with the child's standard output and error, and with its input.</summary>
    public StreamUse Output { get; init; }

    public StreamUse Error { get; init; }

    public StreamUse Input { get; init; }

    /// <summary>True when only stacks of threads that wait for the child refer to its Process object and its streams.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The pipes that are its input, output and error; 0 for something else.</summary>
    public ImmutableArray<ulong> StandardPipes { get; init; } = [];

    /// <summary>Its threads that stand in a read or write of a pipe.</summary>
    public ImmutableArray<PipeWait> Waits { get; init; } = [];

    /// <summary>Why it cannot be told what its threads do; null when it can.</summary>
    public string? UnknownBecause { get; init; }
}

/// <summary>What the target has done so far with a redirected stream of a child.</summary>
internal enum StreamUse
{
    /// <summary>Not redirected, or not known.</summary>
    Unknown,

    /// <summary>Redirected, and nobody has asked for the stream yet.</summary>
    Untouched,

    /// <summary>Somebody has asked for the stream.</summary>
    Taken,

    /// <summary>It is read by events as it comes.</summary>
    InBackground,
}

/// <summary>A thread that stands in a read or write of a pipe, as the kernel tells it.</summary>
/// <param name="Thread">Id that the operating system gives.</param>
/// <param name="Pipe">The inode of the pipe: the same number on both ends.</param>
internal sealed record PipeWait(uint Thread, int Descriptor, ulong Pipe, bool Writes)
{
    /// <summary>Ids of the processes among the target and its descendants that hold the other end.</summary>
    public ImmutableArray<int> OtherEnds { get; init; } = [];

    /// <summary>True when a second look found it in the same call and it had not run in between.</summary>
    public bool IsStill { get; init; }
}
