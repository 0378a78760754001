namespace Unravel.Repository.Tests.Tree;

/// <summary>The working tree that the tests were built from.</summary>
internal static class Repo
{
    public static string Root { get; } = FindRoot();

    /// <summary>What git tracks or would track, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string FullPath(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(FullPath(relative));

    /// <summary>The C# files under a folder, such as <c>src/Catalog</c>.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Toolkit.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Toolkit.sln above '{AppContext.BaseDirectory}'.");
    }

    private static string[] ListFiles()
    {
        var git = Command.Run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], Root);
        return [.. git.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(FullPath(file))).Distinct()];
    }
}
