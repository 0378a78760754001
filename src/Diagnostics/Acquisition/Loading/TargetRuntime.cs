using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Loading;

/// <summary>The runtime inside a target.</summary>
/// <param name="Image">The file that holds it, as the target sees it.</param>
/// <param name="HostPath">Turns a path of the target into one that this process can open.</param>
/// <param name="IsSingleFile">It is part of the program itself.</param>
internal sealed record TargetRuntime(LoadedImage Image, Func<string, string> HostPath, bool IsSingleFile)
{
    public string Folder => Path.GetDirectoryName(Image.Path) ?? "";

    /// <exception cref="CannotLookException">The process has none that could be read.</exception>
    public static TargetRuntime Find(int processId)
    {
        var paths = TargetPaths.Of(processId);
        if (LoadedImage.Find(processId, RuntimeFacts.RuntimeFile) is { } shared)
        {
            return new TargetRuntime(shared, paths, IsSingleFile: false);
        }

        return LoadedImage.Program(processId) is { } program
            ? new TargetRuntime(program, paths, IsSingleFile: true)
            : throw new CannotLookException($"Process {processId} has neither {RuntimeFacts.RuntimeFile} nor a program of its own mapped; 'dotnet unravel ps' lists the processes that can be read.");
    }
}
