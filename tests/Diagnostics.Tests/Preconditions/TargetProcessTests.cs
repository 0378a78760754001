using System.Globalization;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

public sealed class TargetProcessTests : IDisposable
{
    private readonly FakeProc _proc = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void Nothing_IsNoTarget() => Assert.Null(Resolve(null));

    [Fact]
    public void Number_IsAProcess()
    {
        var id = _proc.Add();

        Assert.Equal(id, Resolve(id.ToString(CultureInfo.InvariantCulture))?.Process?.Id);
        Assert.Equal(id, TargetProcess.Resolve(null, id, null, _proc.Processes)?.Process?.Id);
    }

    [Fact]
    public void ExistingFile_IsAFile()
    {
        var path = Path.GetTempFileName();
        try
        {
            Assert.Equal(path, Resolve(path)?.File);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Name_IsAProcess()
    {
        _proc.Add(arguments: "dotnet Other.dll");
        var id = _proc.Add(arguments: "dotnet Shop.dll");

        Assert.Equal(id, Resolve("Shop")?.Process?.Id);
        Assert.Equal(id, Resolve("shop")?.Process?.Id);
        Assert.Equal(id, TargetProcess.Resolve(null, null, "Shop", _proc.Processes)?.Process?.Id);
    }

    [Fact]
    public void NameInTheRightCase_WinsOverOthers()
    {
        _proc.Add(arguments: "dotnet SHOP.dll");
        var id = _proc.Add(arguments: "dotnet Shop.dll");

        Assert.Equal(id, Resolve("Shop")?.Process?.Id);
    }

    [Fact]
    public void NameOfSeveral_ListsThem()
    {
        var first = _proc.Add(arguments: "dotnet Shop.dll --port 1");
        var second = _proc.Add(arguments: "dotnet Shop.dll --port 2");

        var failure = Assert.Throws<ToolException>(() => Resolve("Shop"));

        Assert.Equal(ToolException.Usage, failure.ExitCode);
        Assert.Contains($"{first}  dotnet Shop.dll --port 1", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{second}  dotnet Shop.dll --port 2", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", ToolException.CouldNotLook)]
    [InlineData("0", ToolException.Usage)]
    [InlineData("99999999999999", ToolException.Usage)]
    [InlineData("4299999", ToolException.CouldNotLook)]
    public void WrongTarget_IsOneSentence(string argument, int exitCode)
    {
        var failure = Assert.Throws<ToolException>(() => Resolve(argument));

        Assert.Equal(exitCode, failure.ExitCode);
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoTargets_AreOneTooMany() =>
        Assert.Equal(
            ToolException.Usage,
            Assert.Throws<ToolException>(() => TargetProcess.Resolve("a", null, "b", _proc.Processes)).ExitCode);

    private TargetProcess? Resolve(string? argument) => TargetProcess.Resolve(argument, null, null, _proc.Processes);
}
