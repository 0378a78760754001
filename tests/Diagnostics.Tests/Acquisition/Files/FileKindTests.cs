using System.Text;
using Unravel.Diagnostics.Acquisition.Files;
using Unravel.Diagnostics.Tests.Rendering;

namespace Unravel.Diagnostics.Tests.Acquisition.Files;

public sealed class FileKindTests
{
    [Fact]
    public void Snapshot_IsPacked() => Assert.Equal(FileKind.PackedSnapshot, FileKinds.Of(PackedFiles.Of(Situations.LockOrder.Build())));

    [Theory]
    [InlineData("{\"schemaVersion\"", true)]
    [InlineData("\uFEFF \r\n{", true)]
    [InlineData("[1]", false)]
    [InlineData("   ", false)]
    [InlineData("", false)]
    public void Json_IsPlain(string text, bool isSnapshot) =>
        Assert.Equal(isSnapshot ? FileKind.PlainSnapshot : FileKind.Unknown, FileKinds.Of(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(4, true)]
    [InlineData(3, false)]
    public void Elf_IsADumpWhenItIsACore(byte type, bool isCore)
    {
        var head = new byte[20];
        "\u007fELF"u8.CopyTo(head);
        head[16] = type;

        Assert.Equal(isCore ? FileKind.ElfCore : FileKind.Unknown, FileKinds.Of(head));
        Assert.Equal(FileKind.Unknown, FileKinds.Of(head.AsSpan(0, 8)));
    }

    [Fact]
    public void Minidump_IsOne() => Assert.Equal(FileKind.Minidump, FileKinds.Of("MDMP..."u8));
}
