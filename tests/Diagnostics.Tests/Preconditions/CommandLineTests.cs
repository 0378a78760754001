using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("dotnet app.dll", "/usr/bin/dotnet", "app")]
    [InlineData("dotnet exec --runtimeconfig x.json /srv/My.App.dll --port 80", "/usr/bin/dotnet", "My.App")]
    [InlineData("dotnet --fx-version 10.0.1 app.dll", "/usr/bin/dotnet", "app")]
    [InlineData("dotnet run --project x", "/usr/bin/dotnet", "dotnet")]
    [InlineData("dotnet", "/usr/bin/dotnet", "dotnet")]
    [InlineData("whatever --x", "/srv/Shop.Web", "Shop.Web")]
    [InlineData("/srv/Shop.Web --x", null, "Shop.Web")]
    [InlineData("app", "/srv/app (deleted)", "app")]
    [InlineData("", null, "comm")]
    public void Process_IsCalledByItsProgram(string line, string? executable, string name) =>
        Assert.Equal(name, CommandLine.Name(line.Length == 0 ? [] : line.Split(' '), executable, "comm"));

    [Fact]
    public void ArgumentsWithSpaces_AreQuoted() =>
        Assert.Equal("a \"b c\" \"\" d", CommandLine.Show(CommandLine.Split("a\0b c\0\0d\0")));

    [Fact]
    public void EscapeSequences_DoNotReachTheTerminal() =>
        Assert.Equal(@"x\u001b[2J\n\t\u202e\u2028\u0007ü", CommandLine.Show(["x\u001b[2J\n\t\u202e\u2028\u0007ü"]));
}
