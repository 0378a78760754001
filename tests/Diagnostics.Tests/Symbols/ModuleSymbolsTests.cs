using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Tests.Symbols;

public sealed class ModuleSymbolsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unravel-symbols-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Debug")]
    [InlineData("Release")]
    public void LineOfAMethod_IsItsStatement(string form)
    {
        using var module = ModuleSymbols.TryOpen(form == "Debug" ? CompiledSpecimens.Debug : CompiledSpecimens.Release)!;
        var line = int.Parse(CompiledSpecimens.Marked("Plain")[0].Split(':')[1], null);
        var token = CompiledSpecimens.TokenOf(module, "Plain");

        // In debug code the brace stands before the first statement; offset 3 is inside the multiplication in both forms.
        Assert.Equal(form == "Debug" ? line - 1 : line, module.LineOf(token, 0)!.Number);
        Assert.Equal(line, module.LineOf(token, form == "Debug" ? 3 : 1)!.Number);
        Assert.Equal(form == "Debug" ? line + 2 : line + 1, module.LineOf(token, 10_000)!.Number);
        Assert.EndsWith("Awaits.cs", module.LineOf(token, 0)!.File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x02000002)]
    [InlineData(0x06ffffff)]
    [InlineData(0x0a000001)]
    public void TokenThatIsNoMethod_HasNoLine(int token)
    {
        using var module = ModuleSymbols.TryOpen(CompiledSpecimens.Debug)!;

        Assert.Null(module.LineOf(token, 0));
    }

    [Fact]
    public void MissingPdb_LeavesTheMetadata() => AssertNoSymbols(pdb: null);

    [Fact]
    public void PdbOfAnotherBuild_IsRejected() => AssertNoSymbols(File.ReadAllBytes(Path.ChangeExtension(CompiledSpecimens.Other, ".pdb")));

    [Fact]
    public void PdbOfTheSameBuild_IsTaken() => AssertSymbols(File.ReadAllBytes(Path.ChangeExtension(CompiledSpecimens.Debug, ".pdb")), found: true);

    [Fact]
    public void PdbThatIsCutOff_LeavesTheMetadata() =>
        AssertNoSymbols(File.ReadAllBytes(Path.ChangeExtension(CompiledSpecimens.Debug, ".pdb"))[..100]);

    [Fact]
    public void PdbOfAnotherFormat_LeavesTheMetadata() => AssertNoSymbols("Microsoft C/C++ MSF 7.00\r\n"u8.ToArray());

    [Fact]
    public void EmptyPdb_LeavesTheMetadata() => AssertNoSymbols([]);

    [Fact]
    public void FileThatIsNotManaged_IsNoModule()
    {
        var path = Path.Combine(_folder.FullName, "native.dll");
        File.WriteAllText(path, "\u007fELF and more that is no portable executable");

        Assert.Null(ModuleSymbols.TryOpen(path));
        Assert.Null(ModuleSymbols.TryOpen(_folder.FullName));
        File.Delete(path); // nothing holds it open
    }

    private void AssertNoSymbols(byte[]? pdb) => AssertSymbols(pdb, found: false);

    private void AssertSymbols(byte[]? pdb, bool found)
    {
        var path = Path.Combine(_folder.FullName, "Specimens.dll");
        File.Copy(CompiledSpecimens.Debug, path);
        if (pdb is not null)
        {
            File.WriteAllBytes(Path.ChangeExtension(path, ".pdb"), pdb);
        }

        using var module = ModuleSymbols.TryOpen(path);

        Assert.NotNull(module);
        Assert.Equal(found, module.Pdb is not null);
        Assert.Equal(found, module.LineOf(CompiledSpecimens.TokenOf(module, "Plain"), 0) is not null);
    }
}
