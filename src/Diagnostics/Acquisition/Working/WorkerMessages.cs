using System.Buffers.Binary;
using System.Text.Json;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>What the tool asks of its worker.</summary>
internal sealed record WorkerRequest
{
    public required TargetInfo Target { get; init; }

    /// <summary>How to look: freeze, passive, events or proc; with a dump path that dump is read instead.</summary>
    public LookMode Mode { get; init; } = LookMode.Freeze;

    /// <summary>Path of a dump to read instead of the live process; null to look at the process.</summary>
    public string? DumpPath { get; init; }

    /// <summary>The dump is a file that the user named: its process may be long gone.</summary>
    public bool IsOfFile { get; init; }

    /// <summary>There is no ptrace here: the operating system is to make the copy.</summary>
    public bool BySystem { get; init; }

    /// <summary>The longest that the target may stand still.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Go through large heaps too where a rule needs all of it.</summary>
    public bool Deep { get; init; }
}

/// <summary>What the worker answers: one of the properties is set.</summary>
internal sealed record WorkerAnswer
{
    public ProcessSnapshot? Snapshot { get; init; }

    public WorkerFailure? Failure { get; init; }
}

/// <summary>Why the worker could not look.</summary>
/// <param name="Message">One sentence for the user.</param>
/// <param name="Kind">What it means for other ways to look.</param>
internal sealed record WorkerFailure(string Message, FailureKind Kind);

/// <summary>Why a way to look failed, as far as it decides what is tried next.</summary>
internal enum FailureKind
{
    /// <summary>Nothing is known that would do better.</summary>
    Other,

    /// <summary>The target has ended.</summary>
    TargetGone,

    /// <summary>The kernel refuses tracing: the target itself may still be asked.</summary>
    TraceRefused,

    /// <summary>The target would have stood still for too long: it may be read while it runs.</summary>
    PauseExceeded,

    /// <summary>Without the debugging library there are stacks at most.</summary>
    NoDebuggingLibrary,
}

/// <summary>Messages over a pipe: the length in four bytes, little endian, then JSON.</summary>
internal static class WorkerMessages
{
    /// <summary>A longer message is refused: a broken worker must not make the tool take all memory.</summary>
    private const int MaxLength = 1 << 30;

    public static async Task WriteAsync<T>(Stream stream, T message, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, typeof(T), SnapshotJson.Default);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
        await stream.WriteAsync(length, cancellation).ConfigureAwait(false);
        await stream.WriteAsync(json, cancellation).ConfigureAwait(false);
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <returns>Null when the stream ended before a whole message came.</returns>
    public static async Task<T?> ReadAsync<T>(Stream stream, CancellationToken cancellation)
        where T : class
    {
        var header = new byte[sizeof(int)];
        if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) < header.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is < 0 or > MaxLength)
        {
            return null;
        }

        var json = new byte[length];
        return await stream.ReadAtLeastAsync(json, length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) == length
            ? (T?)JsonSerializer.Deserialize(json, typeof(T), SnapshotJson.Default)
            : null;
    }
}
