using Unravel.Diagnostics.Acquisition.Processes;

namespace Unravel.Diagnostics.Tests.Acquisition.Processes;

public sealed class SmallFilesTests
{
    private readonly SmallFiles _files = new();

    [Fact]
    public void OneAfterTheOther_NothingIsLeftOfTheOneBefore()
    {
        Assert.StartsWith("Name:", _files.Read("/proc/self/status").ToString(), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/ostype"), _files.Read("/proc/sys/kernel/ostype").ToString());
    }

    [Fact]
    public void LongFile_IsReadForAPage()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, new string('a', 4095) + "ü" + new string('b', 100));

            Assert.Equal(new string('a', 4095) + "\ufffd", _files.Read(path).ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void FileThatIsNotThere_IsAnError() => Assert.ThrowsAny<IOException>(() => _files.Read("/proc/0/stat").Length);
}
