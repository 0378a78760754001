using System.CommandLine;
using System.Text;
using System.Text.Json;
using Spectre.Console.Testing;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Tests.Acquisition.Files;
using Unravel.Diagnostics.Tests.Preconditions;
using Unravel.Diagnostics.Tests.Rendering;

namespace Unravel.Diagnostics.Tests.Commands.Reporting;

/// <summary>diagnose, snapshot and diff over snapshot files, from the command line to the exit code.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly FakeProc _proc = new();
    private readonly TestConsole _output = new();
    private readonly TestConsole _progress = new();
    private readonly MemoryStream _bytes = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("unravel-reports-").FullName;
    private readonly string _deadlock;

    public ReportCommandTests()
    {
        _output.Profile.Width = _progress.Profile.Width = 300;
        _deadlock = Path.Combine(_folder, "deadlock.json.gz");
        File.WriteAllBytes(_deadlock, PackedFiles.Of(Situations.LockOrder.Build()));
    }

    public void Dispose()
    {
        _proc.Dispose();
        _output.Dispose();
        _progress.Dispose();
        _bytes.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task SnapshotFile_HasTheVerdictOfALiveLook()
    {
        Assert.Equal(10, await RunAsync("diagnose", _deadlock));
        Assert.StartsWith("Shop (process 4321, .NET 10.0.12): 1 fault found.", _output.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_IsAllThatComesOut()
    {
        Assert.Equal(10, await RunAsync("diagnose", _deadlock, "--format", "json"));
        using var report = JsonDocument.Parse(Encoding.UTF8.GetString(_bytes.ToArray()));
        Assert.Equal("UNR4001", report.RootElement.GetProperty("findings")[0].GetProperty("ruleId").GetString());
        Assert.Empty(_output.Output);
    }

    [Theory]
    [InlineData("r.json", "{\"schemaVersion\"")]
    [InlineData("r.sarif", "{\n  \"$schema\": \"https://docs.oasis-open.org/sarif")]
    [InlineData("r.html", "<!DOCTYPE html>")]
    [InlineData("r.speedscope.json", "{\"$schema\":\"https://www.speedscope.app")]
    [InlineData("r.folded", "threads;")]
    [InlineData("r.txt", "Shop (process 4321")]
    public async Task NameOfTheFile_ChoosesTheForm(string name, string beginning)
    {
        var file = Path.Combine(_folder, name);

        Assert.Equal(10, await RunAsync("diagnose", _deadlock, "-o", file));
        Assert.StartsWith(beginning, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(_output.Output);
    }

    [Fact]
    public async Task WrittenFile_IsForItsOwnerAndNeverOverwrittenUnasked()
    {
        var file = Path.Combine(_folder, "r.json");
        await RunAsync("diagnose", _deadlock, "-o", file);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Equal(ExitCodes.Usage, await RunAsync("diagnose", _deadlock, "-o", file));
        Assert.Contains($"'{file}' exists; --force overwrites it.", _progress.Output, StringComparison.Ordinal);
        Assert.Equal(10, await RunAsync("diagnose", _deadlock, "-o", file, "--force"));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("warning", 10)]
    [InlineData("error", 0)]
    [InlineData("UNR4001", 10)]
    [InlineData("unr6001,unr1001", 0)]
    [InlineData("UNR9999", 1)]
    [InlineData("sometimes", 1)]
    public async Task FailOn_ChoosesTheExitCode(string what, int expected) =>
        Assert.Equal(expected, await RunAsync("diagnose", _deadlock, "--fail-on", what));

    [Fact]
    public async Task FailOn_AFindingWithoutACodeOfItsOwn()
    {
        var file = Path.Combine(_folder, "starved.json.gz");
        await File.WriteAllBytesAsync(file, PackedFiles.Of(Situations.Starvation.Build()), TestContext.Current.CancellationToken);

        Assert.Equal(99, await RunAsync("diagnose", file, "--fail-on", "UNR1001"));
    }

    [Fact]
    public async Task Rule_AsksThatOneOnly()
    {
        Assert.Equal(0, await RunAsync("diagnose", _deadlock, "--rule", "UNR6001"));
        Assert.Contains(": nothing is stuck that UNR6001 knows of.", _output.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("UNR4001", _output.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_LeavesOutWhatIsKnown()
    {
        var baseline = Path.Combine(_folder, "known.json");

        Assert.Equal(0, await RunAsync("diagnose", _deadlock, "--write-baseline", baseline));
        Assert.Contains("\"rule\": \"UNR4001\"", await File.ReadAllTextAsync(baseline, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("diagnose", _deadlock, "--baseline", baseline));
        Assert.Contains(": nothing is stuck but what the baseline knows.", _output.Output, StringComparison.Ordinal);
        Assert.Contains("1 finding is in the baseline and not reported.", _progress.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{\"version\":2,\"findings\":[]}")]
    [InlineData("{}")]
    [InlineData("{\"version\":1,\"findings\":[null]}")]
    public async Task BrokenBaseline_IsAUsageError(string text)
    {
        var baseline = Path.Combine(_folder, "known.json");
        await File.WriteAllTextAsync(baseline, text, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Usage, await RunAsync("diagnose", _deadlock, "--baseline", baseline));
        Assert.Contains("is no baseline", _progress.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenFile_IsASentenceAndNotAStack()
    {
        var file = Path.Combine(_folder, "cut.json.gz");
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(_deadlock, TestContext.Current.CancellationToken))[..200], TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.CouldNotLook, await RunAsync("diagnose", file));
        Assert.Single(_progress.Lines);
    }

    [Fact]
    public async Task Snapshot_OfASnapshot_LosesTheNames()
    {
        var copy = Path.Combine(_folder, "copy.json.gz");

        Assert.Equal(0, await RunAsync("snapshot", _deadlock, "-o", copy));
        Assert.DoesNotContain("transfer", PackedFiles.Unpack(await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Equal(copy, _output.Output.Trim());
        Assert.Equal(0, await RunAsync("snapshot", _deadlock, "-o", copy, "--force", "--include-strings"));
        Assert.Contains("transfer", PackedFiles.Unpack(await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_SaysWhatHangs()
    {
        var later = Situations.LockOrder.Build();
        var file = Path.Combine(_folder, "later.json.gz");
        await File.WriteAllBytesAsync(file, PackedFiles.Of(later with { Capture = later.Capture with { At = later.Capture.At.AddSeconds(30) } }), TestContext.Current.CancellationToken);

        Assert.Equal(10, await RunAsync("diff", _deadlock, file));
        Assert.Contains("UNR4001 hangs: both its threads stood still for 30.0 s", _output.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, await RunAsync("diff", file, file));
    }

    [Fact]
    public async Task RepeatOfAFile_IsAUsageError() => Assert.Equal(ExitCodes.Usage, await RunAsync("diagnose", _deadlock, "--repeat", "3"));

    [Fact]
    public async Task CtrlC_Ends130()
    {
        using var keyboard = new CancellationTokenSource();
        await keyboard.CancelAsync();

        Assert.Equal(ExitCodes.Cancelled, await Command("diagnose").Parse([_deadlock]).InvokeAsync(cancellationToken: keyboard.Token));
    }

    private Task<int> RunAsync(string verb, params string[] arguments) =>
        Command(verb).Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    private Command Command(string verb)
    {
        var consoles = new Consoles(_output, _progress) { OpenOutput = () => _bytes };
        return verb switch
        {
            "diagnose" => DiagnoseCommand.Create(consoles, () => _proc.Processes),
            "snapshot" => SnapshotCommand.Create(consoles, () => _proc.Processes),
            _ => DiffCommand.Create(consoles, () => _proc.Processes),
        };
    }
}
