using System.ComponentModel;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Loading;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition;

/// <summary>
/// Makes a snapshot of a live process where there is no ptrace: of the copy that the debugging library has the operating
/// system make. On Windows that is PssCaptureSnapshot, which the target hardly notices. On Linux the same call has the
/// runtime write a full dump: there it serves the tests alone.
/// </summary>
internal static class SystemSource
{
    /// <exception cref="CannotLookException">It cannot be looked at that way; the message says why.</exception>
    public static ProcessSnapshot Read(WorkerRequest request)
    {
        using var target = Attach(request.Target.ProcessId);
        var module = target.ClrVersions.FirstOrDefault()?.ModuleInfo ?? throw new CannotLookException($"Process {request.Target.ProcessId} holds no .NET runtime that can be read.");
        var isSingleFile = Path.GetFileName(module.FileName) != RuntimeFacts.RuntimeFile;
        return RuntimeSession.Capture(target, new TargetRuntime(new LoadedImage(module.ImageBase, module.FileName), path => path, isSingleFile), request.Target, NativeThreads.None, new CaptureInfo
        {
            Source = CaptureSource.System,
            At = DateTimeOffset.Now,
        }, request.Deep);
    }

    private static DataTarget Attach(int processId)
    {
        try
        {
            return DataTarget.CreateSnapshotAndAttach(processId);
        }
        catch (ArgumentException)
        {
            throw new TargetGoneException(processId);
        }
        catch (Exception exception) when (exception is ClrDiagnosticsException or DiagnosticsClientException or Win32Exception or UnauthorizedAccessException or IOException or PlatformNotSupportedException)
        {
            throw new TraceRefusedException(processId, exception.Message.ReplaceLineEndings(" ").Trim());
        }
    }
}
