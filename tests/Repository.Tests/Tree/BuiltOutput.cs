namespace Unravel.Repository.Tests.Tree;

/// <summary>What the build put out for a project, in the configuration of these tests.</summary>
internal static class BuiltOutput
{
    public static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static string Of(string project, string file)
    {
        var path = Repo.FullPath(Path.Combine("artifacts", "bin", project, Configuration, file));
        Assert.True(File.Exists(path), $"'{path}' was not built.");
        return path;
    }
}
