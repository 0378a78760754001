using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Commands;

/// <summary>
/// Writes a file that only its owner may read: what was seen of a process is nobody else's business. It is whole or not
/// there at all, and no file is overwritten unasked.
/// </summary>
internal static class OwnerOnlyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Asked before the work is done, so that nobody waits for a refusal.</summary>
    /// <exception cref="ToolException">There is such a file, and it was not said that it may go.</exception>
    public static void Check(string path, bool force)
    {
        if (Directory.Exists(path))
        {
            throw new ToolException($"'{TerminalText.Escape(path)}' is a folder; give the name of a file.", ToolException.Usage);
        }

        if (!force && File.Exists(path))
        {
            throw new ToolException($"'{TerminalText.Escape(path)}' exists; --force overwrites it.", ToolException.Usage);
        }
    }

    /// <returns>Bytes written.</returns>
    /// <exception cref="ToolException">It cannot be written; no part of it is left.</exception>
    public static long Write(string path, bool force, Action<Stream> write)
    {
        Check(path, force);
        var unfinished = $"{Path.GetFullPath(path)}.{Path.GetRandomFileName()}";
        try
        {
            long length;
            using (var file = new FileStream(unfinished, Options()))
            {
                write(file);
                length = file.Length;
            }

            File.Move(unfinished, path, force);
            return length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{TerminalText.Escape(path)}' cannot be written: {exception.Message}", ToolException.CouldNotLook);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
