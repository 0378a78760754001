namespace Unravel.Diagnostics.LiveTests.Running;

/// <summary>A folder for the temporary files of a target and of the tool that looks at it, so that leftovers are seen.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("unravel-tests-").FullName;

    /// <summary>Everything in it but the sockets that a live runtime has, by the id of its process.</summary>
    public IReadOnlyList<string> FilesNotOf(params int[] processIds) =>
    [
        .. Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories)
            .Select(path => System.IO.Path.GetFileName(path))
            .Where(name => !processIds.Any(id => name.StartsWith($"dotnet-diagnostic-{id}-", StringComparison.Ordinal)
                || name.StartsWith($"clr-debug-pipe-{id}-", StringComparison.Ordinal))),
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
