using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Loading;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition;

/// <summary>Loads the debugging library that belongs to the target's runtime, and captures through it.</summary>
internal static class RuntimeSession
{
    private const string NoHeap = "no object of the heap was seen, as the dump holds none";

    public static ProcessSnapshot Capture(DataTarget target, TargetRuntime where, TargetInfo info, NativeThreads native, CaptureInfo capture, bool deep, Action<TaskTable>? ahead = null)
    {
        var clr = target.ClrVersions.FirstOrDefault()
            ?? throw new CannotLookException(where.IsSingleFile
                ? $"Process {info.ProcessId} ('{where.Image.Path}') holds no .NET runtime that can be read: it is not .NET, or a native program (NativeAOT), which has none."
                : $"The .NET runtime in process {info.ProcessId} has not started yet; try again in a moment.");
        var library = DebuggingLibrary.Find(clr, where);

        // The library cannot tell the runtime's version on Linux and takes every debugging library for a mismatch;
        // the one beside the runtime is the right one, and any other was compared by its build.
        using var runtime = clr.CreateRuntime(library, ignoreMismatch: true);
        using var symbols = new SymbolStore(where.HostPath);
        var facts = new RuntimeFacts(VersionOf(where, library, runtime, symbols), where.Folder);
        capture = Qualified(capture, facts);
        var limitations = capture.Limitations;
        if (!HeapPresence.IsThere(runtime, isFile: capture.Source == CaptureSource.DumpFile))
        {
            limitations = limitations.Add("locks and tasks: the dump holds no heap; write one 'with heap' (dotnet-dump collect --type Heap) or a full one");
            capture = capture with { Detail = CaptureDetail.Stacks, PartlySeenBecause = NoHeap };
        }

        return new SnapshotCapture(runtime, facts, symbols, native, deep, ahead).Capture(
            info with { RuntimeVersion = info.RuntimeVersion ?? facts.Version?.ToString() }, capture with { Limitations = limitations }, CancellationToken.None);
    }

    /// <summary>Private fields that nobody looked at may mean anything: a rule that finds nothing then has not checked.</summary>
    internal static CaptureInfo Qualified(CaptureInfo capture, RuntimeFacts facts) =>
        facts.UnknownLayoutBecause is { } unknown ? capture with { PartlySeenBecause = capture.PartlySeenBecause ?? unknown } : capture;

    /// <summary>A program that brings its own runtime has no version in the path; its core library names the major version.</summary>
    private static Version? VersionOf(TargetRuntime where, string library, ClrRuntime runtime, SymbolStore symbols)
    {
        if (RuntimeFacts.VersionFromFolder(where.Folder) is { } shared && !where.IsSingleFile)
        {
            return shared;
        }

        var metadata = runtime.BaseClassLibrary.Name is { } path ? symbols.Module(path)?.Metadata : null;
        return metadata?.GetAssemblyDefinition().Version ?? RuntimeFacts.VersionOfPack(library);
    }
}
