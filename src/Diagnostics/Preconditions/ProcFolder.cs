using System.Globalization;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>
/// The kernel's process folder, proc(5). A process may end between any two reads, so everything here answers null for
/// what is not there (any more); tests hand in a folder of their own.
/// </summary>
internal sealed class ProcFolder(string root = "/proc")
{
    /// <summary>Ids of all processes, ascending.</summary>
    public IReadOnlyList<int> ProcessIds() => NumbersIn(root);

    /// <summary>Ids that the kernel gives to the threads of a process, ascending; empty when it is not there (any more).</summary>
    public IReadOnlyList<int> ThreadIds(int processId)
    {
        try
        {
            return NumbersIn(Path.Combine(root, processId.ToString(CultureInfo.InvariantCulture), "task"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static List<int> NumbersIn(string path)
    {
        var ids = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories(path))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                ids.Add(id);
            }
        }

        ids.Sort();
        return ids;
    }

    /// <summary>Text of a file of a process such as <c>stat</c>; null when it is not there or may not be read.</summary>
    public string? Read(int processId, string file) =>
        ReadAt(Path.Combine(processId.ToString(CultureInfo.InvariantCulture), file));

    /// <summary>The path of something of a process.</summary>
    public string PathOf(int processId, string file) => Path.Combine(root, processId.ToString(CultureInfo.InvariantCulture), file);

    /// <summary>Text of a file of the whole system such as <c>uptime</c>.</summary>
    public string? ReadAt(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(root, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Where a link of a process such as <c>exe</c> leads; null when that cannot be seen.</summary>
    public string? ReadLink(int processId, string link)
    {
        try
        {
            var file = new FileInfo(Path.Combine(root, processId.ToString(CultureInfo.InvariantCulture), link));
            return file.LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
