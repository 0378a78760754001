using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition;

/// <summary>Makes a snapshot of a dump file.</summary>
internal static class DumpSource
{
    /// <exception cref="CannotLookException">The file is no dump of a .NET process, or the runtime it needs is not on this machine.</exception>
    public static ProcessSnapshot Read(WorkerRequest request, string path)
    {
        using var target = DataTarget.LoadDump(path, new DataTargetOptions());
        var core = target.EnumerateModules()
            .FirstOrDefault(module => Path.GetFileName(module.FileName) == RuntimeFacts.RuntimeFile)
            ?? throw new CannotLookException($"The dump '{path}' holds no .NET runtime.");
        return RuntimeSession.Capture(target, core.FileName, file => file, request.Target, NativeThreads.None, new CaptureInfo
        {
            Source = CaptureSource.Dump,
            At = File.GetLastWriteTime(path),
        }, request.Deep);
    }
}
