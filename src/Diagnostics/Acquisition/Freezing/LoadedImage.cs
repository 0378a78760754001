namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>A file that the target has mapped from its beginning.</summary>
/// <param name="Address">Where its first byte lies in the target.</param>
/// <param name="Path">Its path as the target sees it.</param>
internal sealed record LoadedImage(ulong Address, string Path)
{
    /// <summary>The mapped file of this name (without folder), or null when the target has none.</summary>
    /// <exception cref="CannotLookException">The mappings of the process may not be read.</exception>
    public static LoadedImage? Find(int processId, string fileName) =>
        ReadAll(processId).FirstOrDefault(image => System.IO.Path.GetFileName(image.Path.AsSpan()).SequenceEqual(fileName));

    /// <summary>The program that the process runs; null when its file has gone.</summary>
    public static LoadedImage? Program(int processId)
    {
        try
        {
            var program = new FileInfo($"/proc/{processId}/exe").LinkTarget;
            return ReadAll(processId).FirstOrDefault(image => image.Path == program);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<LoadedImage> ReadAll(int processId)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines($"/proc/{processId}/maps");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new CannotLookException($"The memory map of process {processId} may not be read by this user; run as the user that owns it, or with the capability SYS_PTRACE.", exception);
        }
        catch (IOException)
        {
            throw new TargetGoneException(processId);
        }

        // start-end perms offset device inode path
        return from line in lines
               let parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries)
               where parts.Length == 6 && parts[5].StartsWith('/') && parts[2].Trim('0').Length == 0
               select new LoadedImage(Convert.ToUInt64(parts[0][..parts[0].IndexOf('-', StringComparison.Ordinal)], 16), parts[5]);
    }
}
