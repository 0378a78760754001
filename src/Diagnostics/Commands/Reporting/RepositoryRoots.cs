namespace Unravel.Diagnostics.Commands.Reporting;

/// <summary>The repository that a source file lies in, as far as this machine has it.</summary>
internal static class RepositoryRoots
{
    /// <returns>The folder that holds <c>.git</c>; null when there is none above the file.</returns>
    public static string? Find(string file)
    {
        if (!Path.IsPathFullyQualified(file))
        {
            return null;
        }

        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var mark = Path.Combine(folder, ".git");
            if (Directory.Exists(mark) || File.Exists(mark))
            {
                return folder;
            }
        }

        return null;
    }
}
