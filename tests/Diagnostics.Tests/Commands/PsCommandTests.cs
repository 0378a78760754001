using Spectre.Console.Testing;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Tests.Preconditions;

namespace Unravel.Diagnostics.Tests.Commands;

public sealed class PsCommandTests : IDisposable
{
    private readonly FakeProc _proc = new();
    private readonly TestConsole _output = new();
    private readonly TestConsole _progress = new();

    public void Dispose()
    {
        _proc.Dispose();
        _output.Dispose();
        _progress.Dispose();
    }

    [Fact]
    public async Task NarrowTerminal_CutsTheCommandLine()
    {
        _proc.Add(arguments: "dotnet Shop.dll --connection Server=db.example.com;Database=shop;Timeout=30");

        var lines = await ListAsync(80);

        Assert.Equal(
        [
            "PID      NAME  RUNTIME  USER  UPTIME  THREADS  ATTACH  COMMAND",
            "4200001  Shop  10.0.12  me    10m 0s  12       yes     dotnet Shop.dll --connec…",
        ], lines);
        Assert.All(lines, line => Assert.True(line.Length <= 80));
    }

    [Fact]
    public async Task WideTerminal_ShowsAll()
    {
        _proc.Add(arguments: "dotnet Shop.dll --connection Server=db.example.com;Database=shop;Timeout=30", startTicks: 0);
        _proc.Add(arguments: "/srv/Pay x", executable: "/srv/Pay", maps: "7f00-7f01 r--p 0 0:0 1 /srv/libcoreclr.so\n");

        Assert.Equal(
        [
            "PID      NAME  RUNTIME  USER  UPTIME   THREADS  ATTACH  COMMAND",
            "4200001  Shop  10.0.12  me    16m 40s  12       yes     dotnet Shop.dll --connection Server=db.example.com;Database=shop;Timeout=30",
            "4200002  Pay   -        me    10m 0s   12       yes     /srv/Pay x",
        ], await ListAsync(200));
    }

    [Fact]
    public async Task Reasons_FollowTheTable()
    {
        _proc.Add(user: 33, maps: null);
        _proc.Add(state: 'T');

        var lines = await ListAsync(400);

        Assert.Contains("  no       ", lines[1], StringComparison.Ordinal);
        Assert.Contains("  stopped  ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("Process 4200001 belongs to user 'web'", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("Process 4200002 is stopped", lines[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReasonOfMany_IsSaidOnce()
    {
        _proc.Add(user: 33, maps: null);
        _proc.Add(user: 33, maps: null);
        _proc.Add(user: 33, maps: null);

        var lines = await ListAsync(400);

        Assert.Equal(6, lines.Count);
        Assert.EndsWith("The same holds for 4200002, 4200003.", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WideCharacters_StayInTheirColumn()
    {
        _proc.Add(arguments: "dotnet " + string.Concat(Enumerable.Repeat("注文", 30)) + ".dll");

        var line = (await ListAsync(80))[1];

        Assert.True(new Spectre.Console.Rendering.Segment(line).CellCount() <= 80, line);
    }

    [Fact]
    public async Task NoProcess_IsSaidWithWhatToDo()
    {
        var lines = await ListAsync(200);

        Assert.Contains("No .NET process is running", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hint_NamesOneThatCanBeLookedAt()
    {
        _proc.Add(user: 33, maps: null);
        var id = _proc.Add();

        await ListAsync(200);

        Assert.Contains($"dotnet unravel {id}", _progress.Output, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> ListAsync(int width)
    {
        _output.Profile.Width = width;
        var command = PsCommand.Create(new Consoles(_output, _progress), () => _proc.Processes);
        Assert.Equal(ExitCodes.Done, await command.Parse([]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        return _output.Lines;
    }
}
