namespace Unravel.Diagnostics.Acquisition.Loading;

/// <summary>Paths of a target as this process can open them: in another mount namespace, through /proc.</summary>
internal static class TargetPaths
{
    public static Func<string, string> Of(int processId)
    {
        var root = RootOf(processId);
        return root is null ? path => path : path => root + path;
    }

    /// <summary>The folder for temporary files of a target, as it sees it; <c>/tmp</c> where its environment may not be read.</summary>
    public static string TemporaryFolderOf(int processId)
    {
        const string Name = "TMPDIR=";
        try
        {
            return File.ReadAllText($"/proc/{processId}/environ").Split('\0').FirstOrDefault(entry => entry.StartsWith(Name, StringComparison.Ordinal)) is { Length: > 7 } entry
                ? entry[Name.Length..]
                : "/tmp";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "/tmp";
        }
    }

    /// <summary>The root folder of a target that has another than this process; null when they share their files.</summary>
    public static string? RootOf(int processId)
    {
        try
        {
            // A link that may not be read is null: then it cannot be told, and could not be entered either.
            return Link($"{processId}", "ns/mnt") is not { } mounts || Link($"{processId}", "root") is not { } top
                || (Link("self", "ns/mnt") == mounts && Link("self", "root") == top)
                    ? null
                    : $"/proc/{processId}/root";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // it cannot be told: most targets share our files
        }

        static string? Link(string process, string link) => new FileInfo($"/proc/{process}/{link}").LinkTarget;
    }
}
