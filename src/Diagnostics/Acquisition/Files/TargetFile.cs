using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Files;

/// <summary>Opens a file that the user named, and says in a sentence what is in the way.</summary>
internal static class TargetFile
{
    /// <exception cref="CannotLookException">It cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CannotLookException(exception switch
            {
                FileNotFoundException or DirectoryNotFoundException => $"There is no file '{TerminalText.Escape(path)}'.",
                UnauthorizedAccessException => $"This user may not read '{TerminalText.Escape(path)}'.",
                _ => $"'{TerminalText.Escape(path)}' cannot be read: {exception.Message}",
            }, exception);
        }
    }
}
