using Unravel.Diagnostics.Acquisition.Loading;

namespace Unravel.Diagnostics.Tests.Acquisition.Loading;

public sealed class ElfFileTests : IDisposable
{
    private static readonly int s_mutations = FuzzRounds.Of(3_000);

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    private static string Runtime => Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "libcoreclr.so");

    [Fact]
    public void Library_IsNoCoreAndWhole()
    {
        var elf = ElfFile.Read(Runtime)!;

        Assert.False(elf.IsCore);
        Assert.InRange(elf.NeededLength, 1UL, (ulong)elf.Length);
    }

    [Fact]
    public void Library_HasANumber() => Assert.Matches("^[0-9a-f]{40}$", ElfFile.BuildIdOf(Runtime)!);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    public void OtherFile_IsNoElf(string text)
    {
        File.WriteAllText(_path, text);
        Assert.Null(ElfFile.Read(_path));
        Assert.Null(ElfFile.BuildIdOf(_path));
    }

    [Fact]
    public void DamagedHeader_IsReadOrRefused()
    {
        using var whole = File.OpenRead(Runtime);
        var begin = new byte[8192];
        whole.ReadExactly(begin);
        for (var seed = 0; seed < s_mutations; seed++)
        {
            var random = new Random(seed);
            var damaged = (byte[])begin.Clone();
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                damaged[random.Next(5, 1024)] = random.Next(3) switch { 0 => 0, 1 => 0xff, _ => (byte)random.Next(256) };
            }

            File.WriteAllBytes(_path, damaged[..random.Next(64, damaged.Length)]);
            var failure = Record.Exception(() => (ElfFile.Read(_path)?.NeededLength, ElfFile.BuildIdOf(_path)));
            Assert.True(failure is null or IOException, $"seed {seed}: {failure}");
        }
    }
}
