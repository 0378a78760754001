using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Acquisition.Loading;

/// <summary>
/// Whether code of a file may be loaded into this process: nobody but root and this user can have put it there. A folder
/// that anybody may write to counts where the sticky bit keeps what is inside from being exchanged.
/// </summary>
internal static partial class FileTrust
{
    private const uint Everything = 0x7ff;
    private const int CurrentFolder = -100;
    private const int WritableByOthers = 2;
    private const int Sticky = 0x200;

    /// <summary>Why a file must not be loaded, as the end of a sentence; null when it may be.</summary>
    public static string? RefusalOf(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var us = EffectiveUser();
        for (var at = path; !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
        {
            if (Status(CurrentFolder, at, 0, Everything, out var status) != 0)
            {
                return $"'{at}' cannot be looked at";
            }

            if (status.User != 0 && status.User != us)
            {
                return $"'{at}' belongs to user {status.User}, who could have put anything there; run the tool as that user";
            }

            if ((status.Mode & WritableByOthers) != 0 && (at == path || (status.Mode & Sticky) == 0))
            {
                return $"'{at}' can be written by anybody; take that right away (chmod o-w)";
            }
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, out FileStatus status);

    /// <summary>struct statx, 256 bytes; the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
