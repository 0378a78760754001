using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Loading;

/// <summary>
/// The debugging library (DAC) of a target's runtime: code that is loaded into the worker. It comes from beside the runtime,
/// or, for a program that has its runtime inside itself, from an installation of the very same build on this machine; never
/// from the working folder, and only where nobody but root and this user could have put it.
/// </summary>
internal static class DebuggingLibrary
{
    /// <exception cref="NoDebuggingLibraryException">There is none, or none that may be loaded.</exception>
    public static string Find(ClrInfo clr, TargetRuntime runtime)
    {
        string? refused = null;
        if (!runtime.IsSingleFile)
        {
            var beside = Path.Combine(runtime.HostPath(runtime.Folder), RuntimeFacts.DebuggingFile);
            if (File.Exists(beside))
            {
                refused = FileTrust.RefusalOf(beside);
                if (refused is null)
                {
                    return beside;
                }
            }
        }

        var wanted = BuildIdsOf(clr, runtime);
        foreach (var candidate in RuntimeFolders.All().Select(folder => Path.Combine(folder, RuntimeFacts.DebuggingFile)).Where(File.Exists))
        {
            if (Matches(candidate, wanted) && FileTrust.RefusalOf(candidate) is null)
            {
                return candidate;
            }
        }

        throw new NoDebuggingLibraryException(refused is not null
            ? $"The debugging library of the target is not loaded: {refused}. No installation of the same runtime was found instead."
            : runtime.IsSingleFile
                ? $"'{runtime.Image.Path}' has its runtime inside, and the debugging library that belongs to it is not on this machine; install the same version of the .NET runtime{VersionOf(clr)}, or restore its runtime pack (microsoft.netcore.app.runtime.{RuntimeFolders.Platform}) into the NuGet cache."
                : $"The debugging library '{Path.Combine(runtime.Folder, RuntimeFacts.DebuggingFile)}' is not there, and no installation of the same runtime has it; a full installation of .NET has it beside the runtime.");
    }

    private static string VersionOf(ClrInfo clr) => clr.Version.Major > 0 ? $" (file version {clr.Version})" : "";

    /// <summary>The library's own number, or that of the runtime beside it.</summary>
    private static bool Matches(string candidate, HashSet<string> wanted)
    {
        try
        {
            var beside = Path.Combine(Path.GetDirectoryName(candidate)!, RuntimeFacts.RuntimeFile);
            return (ElfFile.BuildIdOf(candidate) is { } own && wanted.Contains(own))
                || (File.Exists(beside) && ElfFile.BuildIdOf(beside) is { } runtime && wanted.Contains(runtime));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static HashSet<string> BuildIdsOf(ClrInfo clr, TargetRuntime runtime)
    {
        var wanted = clr.DebuggingLibraries.Where(library => library.Kind == DebugLibraryKind.Dac && !library.IndexBuildId.IsDefaultOrEmpty)
            .Select(library => Convert.ToHexStringLower(library.IndexBuildId.AsSpan()))
            .ToHashSet(StringComparer.Ordinal);
        if (!runtime.IsSingleFile && clr.ModuleInfo.BuildId is { IsDefaultOrEmpty: false } id)
        {
            wanted.Add(Convert.ToHexStringLower(id.AsSpan()));
        }

        return wanted;
    }
}
