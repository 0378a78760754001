using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition;

/// <summary>Loads the debugging library that belongs to the target's runtime, and captures through it.</summary>
internal static class RuntimeSession
{
    /// <param name="corePath">Path of the runtime as the target sees it.</param>
    /// <param name="hostPath">Turns such a path into one that this process can open.</param>
    public static ProcessSnapshot Capture(
        DataTarget target, string corePath, Func<string, string> hostPath, TargetInfo info, NativeThreads native, CaptureInfo capture, bool deep)
    {
        var clr = target.ClrVersions.FirstOrDefault()
            ?? throw new CannotLookException($"The .NET runtime in process {info.ProcessId} has not started yet; try again in a moment.");
        var folder = Path.GetDirectoryName(corePath) ?? "";
        var library = Path.Combine(hostPath(folder), RuntimeFacts.DebuggingFile);
        if (!File.Exists(library))
        {
            throw new CannotLookException($"The debugging library '{library}' is not there; it belongs beside the runtime of the target, where a full installation of .NET has it.");
        }

        // The library cannot tell the runtime's version on Linux and takes every debugging library for a mismatch;
        // the one beside the runtime is the right one.
        using var runtime = clr.CreateRuntime(library, ignoreMismatch: true);
        using var symbols = new SymbolStore(hostPath);
        var facts = new RuntimeFacts(RuntimeFacts.VersionFromFolder(folder) ?? VersionOfCoreLibrary(runtime, symbols), folder);
        var limitations = facts.UnknownLayoutBecause is { } unknown ? capture.Limitations.Add(unknown) : capture.Limitations;
        return new SnapshotCapture(runtime, facts, symbols, native, deep).Capture(
            info with { RuntimeVersion = info.RuntimeVersion ?? facts.Version?.ToString() }, capture with { Limitations = limitations }, CancellationToken.None);
    }

    /// <summary>A program that brings its own runtime has no version in the path; its core library names the major version.</summary>
    private static Version? VersionOfCoreLibrary(ClrRuntime runtime, SymbolStore symbols)
    {
        var metadata = runtime.BaseClassLibrary.Name is { } path ? symbols.Module(path)?.Metadata : null;
        return metadata?.GetAssemblyDefinition().Version;
    }
}
