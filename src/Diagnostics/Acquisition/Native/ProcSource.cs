using System.Collections.Immutable;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Processes;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Native;

/// <summary>Makes a snapshot of what the kernel shows of a process: the last way in, without any right but to read /proc.</summary>
internal static class ProcSource
{
    /// <exception cref="TargetGoneException">It has ended.</exception>
    public static ProcessSnapshot Read(WorkerRequest request)
    {
        var processId = request.Target.ProcessId;
        var native = NativeThreads.Read(processId);
        var files = new ProcFiles("/proc");
        var threads = files.Threads(processId).Select(id => Thread(native, (uint)id, processId)).ToImmutableArray();
        if (threads.IsEmpty)
        {
            throw new TargetGoneException(processId);
        }

        return new ProcessSnapshot
        {
            Target = request.Target,
            Capture = new CaptureInfo
            {
                Source = CaptureSource.Proc,
                At = DateTimeOffset.Now,
                Detail = CaptureDetail.Native,
                HeapIsComplete = false,
                PartlySeenBecause = "only what the kernel shows of the process was seen",
                Limitations = ["stacks, locks and tasks; thread numbers are those of the operating system"],
            },
            Threads = threads,
        };
    }

    /// <summary>A thread of which nothing but the kernel's view is known.</summary>
    public static ThreadInfo Thread(NativeThreads native, uint osId, int processId)
    {
        var inside = native.InsideIdOf(osId);
        var state = native.StateOf(inside);
        return new ThreadInfo
        {
            Id = (int)osId,
            OsId = osId,
            Name = native.NameOf(inside),
            Kind = KindOf(native.NameOf(inside), osId, processId),
            Activity = state is 'R' ? ThreadActivity.Running : ThreadActivity.Waiting,
            NativeState = state,
            ProcessorTime = native.ProcessorTimeOf(inside),
            WaitChannel = WaitChannelOf(processId, osId),
        };
    }

    /// <summary>The runtime names its threads; .NET 8 to 10.</summary>
    public static ThreadKind KindOf(string? name, uint osId, int processId) => name switch
    {
        _ when osId == processId => ThreadKind.Main,
        ".NET TP Worker" => ThreadKind.Pool,
        ".NET Finalizer" => ThreadKind.Finalizer,
        ".NET Timer" => ThreadKind.Timer,
        _ when name?.StartsWith(".NET ", StringComparison.Ordinal) == true || name == "dotnet-ust" => ThreadKind.Runtime,
        _ => ThreadKind.Dedicated,
    };

    /// <summary>proc(5): the kernel function a thread sleeps in; "0" while it runs or where it may not be seen.</summary>
    private static string? WaitChannelOf(int processId, uint osId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/task/{osId}/wchan").Trim() is { Length: > 1 } channel ? channel : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
