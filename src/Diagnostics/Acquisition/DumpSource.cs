using System.Globalization;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Loading;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition;

/// <summary>Makes a snapshot of a dump file.</summary>
internal static class DumpSource
{
    /// <summary>All that a process can address on x64 and arm64 (48 bits).</summary>
    private const ulong MostBytes = 1UL << 48;

    /// <exception cref="CannotLookException">The file is no dump of a .NET process, is damaged, or the runtime it needs is not on this machine.</exception>
    public static ProcessSnapshot Read(WorkerRequest request, string path)
    {
        EnsureWhole(path);
        try
        {
            // Mapped: read through a stream, each pointer is a seek and a copy of 4 kB.
            using var target = DataTarget.LoadDump(path, new DataTargetOptions { UseLockFreeMemoryMapReader = true });
            return Read(target, request, path);
        }
        catch (Exception exception) when (request.IsOfFile && exception is not (CannotLookException or OutOfMemoryException))
        {
            throw new CannotLookException($"The dump '{path}' is damaged: {exception.Message.TrimEnd('.')} ({exception.GetType().Name}).", exception);
        }
    }

    private static ProcessSnapshot Read(DataTarget target, WorkerRequest request, string path)
    {
        // A program with its runtime inside has no library of that name: it is looked for in every file then.
        var core = target.EnumerateModules().FirstOrDefault(module => Path.GetFileName(module.FileName) == RuntimeFacts.RuntimeFile);
        var module = core ?? target.ClrVersions.FirstOrDefault()?.ModuleInfo ?? throw new CannotLookException($"The dump '{path}' holds no .NET runtime.");
        var where = new TargetRuntime(new LoadedImage(module.ImageBase, module.FileName), request.IsOfFile ? file => file : TargetPaths.Of(request.Target.ProcessId), IsSingleFile: core is null);
        var info = request.IsOfFile ? request.Target with { ProcessId = target.DataReader.ProcessId } : request.Target;
        return RuntimeSession.Capture(target, where, info, request.IsOfFile || !OperatingSystem.IsLinux() ? NativeThreads.None : NativeThreads.NumbersOf(info.ProcessId), new CaptureInfo
        {
            Source = request.IsOfFile ? CaptureSource.DumpFile : CaptureSource.Dump,
            At = File.GetLastWriteTime(path),
        }, request.Deep);
    }

    private static void EnsureWhole(string path)
    {
        var elf = ElfFile.Read(path);
        if (elf is { IsCore: false })
        {
            throw new CannotLookException($"'{path}' is a program or library, not a dump.");
        }

        if (elf?.NeededLength > MostBytes)
        {
            throw new CannotLookException($"The dump '{path}' is damaged: its tables speak of more memory than a process can have.");
        }

        if (elf is not null && elf.NeededLength > (ulong)elf.Length)
        {
            throw new CannotLookException(string.Create(
                CultureInfo.InvariantCulture,
                $"The dump '{path}' was cut off: it has {elf.Length / 1048576.0:0.#} MB of the {elf.NeededLength / 1048576.0:0.#} MB that it should have; it was still being written, or there was no room for it."));
        }
    }
}
