using Unravel.Diagnostics.Acquisition.Loading;

namespace Unravel.Diagnostics.Tests.Acquisition.Loading;

/// <summary>Whose code is loaded.</summary>
public sealed class FileTrustTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unravel-trust-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void OwnFile_IsTrusted() => Assert.Null(FileTrust.RefusalOf(Make(UnixFileMode.UserRead | UnixFileMode.OtherRead)));

    [Fact]
    public void FileThatAnybodyCanWrite_IsRefused() =>
        Assert.Contains("can be written by anybody", FileTrust.RefusalOf(Make(UnixFileMode.UserRead | UnixFileMode.OtherWrite)), StringComparison.Ordinal);

    [Fact]
    public void FolderThatAnybodyCanWrite_IsRefused()
    {
        var file = Make(UnixFileMode.UserRead);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherWrite);
        Assert.Contains("can be written by anybody", FileTrust.RefusalOf(file), StringComparison.Ordinal);
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.StickyBit);
        Assert.Null(FileTrust.RefusalOf(file));
    }

    [Fact]
    public void FileThatIsNotThere_IsRefused() =>
        Assert.Contains("cannot be looked at", FileTrust.RefusalOf(Path.Combine(_folder, "none")), StringComparison.Ordinal);

    private string Make(UnixFileMode mode)
    {
        var path = Path.Combine(_folder, "library.so");
        File.WriteAllText(path, "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        return path;
    }
}
