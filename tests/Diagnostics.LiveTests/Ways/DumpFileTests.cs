using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Ways;

/// <summary>Dumps as files: of every kind that the runtime writes, whole, cut and damaged.</summary>
public sealed class DumpFileTests(HangsFixture hangs) : IDisposable
{
    private const int Found = 10;

    /// <summary>By hand more, as for <see cref="Adversaries.LyingMemoryTests"/>.</summary>
    private static readonly int s_damagedRounds = int.Parse(Environment.GetEnvironmentVariable("UNRAVEL_FUZZ") ?? "6", CultureInfo.InvariantCulture);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = Deadlines.Short)]
    [InlineData(DumpType.WithHeap)]
    [InlineData(DumpType.Full)]
    public async Task DumpWithHeap_ShowsEverything(DumpType type)
    {
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, "diagnose", await WriteAsync(type));

        Assert.Equal((Found, ""), (result.ExitCode, result.Errors));
        Assert.Contains(HangsFixture.LineOf(hangs.Programs.Get("lock-order"), "teller-waits"), result.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = Deadlines.Short)]
    [InlineData(DumpType.Normal)]
    [InlineData(DumpType.Triage)]
    public async Task SmallerDump_ShowsStacksAndSaysSo(DumpType type)
    {
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, await WriteAsync(type));

        Assert.Equal((ExitCodes.PartlyChecked, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Bank.Transfer", result.Output, StringComparison.Ordinal);
        Assert.Contains("the dump holds no heap", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Long)]
    public async Task CutDump_IsOneSentence()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var whole = await WriteAsync(DumpType.Normal);
        var length = new FileInfo(whole).Length;
        foreach (var kept in new[] { 1, 10, 63, 64, 1000, length / 2, length - 1 })
        {
            var path = Path.Combine(_folder.Path, $"cut-{kept}");
            File.Copy(whole, path);
            await using (var file = File.OpenWrite(path))
            {
                file.SetLength(kept);
            }

            (await ToolRun.RunAsync(cancellation, path)).AssertFailed(ExitCodes.CouldNotLook);
        }
    }

    /// <summary>Bytes changed at places that a seed gives: an answer or a sentence, never a crash of the tool, and in bounded time.</summary>
    [Fact(Timeout = Deadlines.Long * 20)]
    public async Task DamagedDump_IsNoCrash()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var whole = await File.ReadAllBytesAsync(await WriteAsync(DumpType.Normal), cancellation);
        for (var round = 0; round < s_damagedRounds; round++)
        {
            var random = new Random(round);
            var damaged = (byte[])whole.Clone();
            for (var i = 0; i < damaged.Length >> (round % 6 * 2); i += 100)
            {
                damaged[random.Next(round % 2 == 0 ? 64 : 0, damaged.Length)] = (byte)random.Next(256);
            }

            var path = Path.Combine(_folder.Path, $"damaged-{round}");
            await File.WriteAllBytesAsync(path, damaged, cancellation);
            var result = await ToolRun.RunAsync(cancellation, path);
            result.AssertNoCrash();
            Assert.True(result.ExitCode is ExitCodes.CouldNotLook or ExitCodes.PartlyChecked or Found, $"round {round}: {result.ExitCode} {result.Errors}");
        }
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task ProgramFile_IsNoDump() =>
        (await ToolRun.RunAsync(TestContext.Current.CancellationToken, "/proc/self/exe")).AssertFailed(ExitCodes.CouldNotLook);

    [Fact(Timeout = Deadlines.Short)]
    public async Task KeptDump_IsForItsOwnerAndCanBeRead()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation);
        await using var tool = ToolRun.Diagnose(target.Id, "--mode", "dump", "--dump-folder", _folder.Path, "--keep-dump");
        var result = await tool.EndAsync(cancellation);

        Assert.Equal(Found, result.ExitCode);
        var dump = Assert.Single(Directory.GetFiles(_folder.Path, "dump", SearchOption.AllDirectories));
        Assert.Contains(dump, result.Errors, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(dump));
        }

        Assert.Equal(Found, (await ToolRun.RunAsync(cancellation, dump)).ExitCode);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task FolderThatIsNotThere_IsSaid()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation);
        await using var tool = ToolRun.Diagnose(target.Id, "--mode", "dump", "--dump-folder", Path.Combine(_folder.Path, "none"));
        var result = await tool.EndAsync(cancellation);

        Assert.Equal((ExitCodes.CouldNotLook, ""), (result.ExitCode, result.Output));
        Assert.Contains("There is no folder", result.Errors, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(DumpType type)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, "lock-order", cancellation);
        var path = Path.Combine(_folder.Path, $"{type}");
        await new DiagnosticsClient(target.Id).WriteDumpAsync(type, path, logDumpGeneration: false, cancellation);
        return path;
    }
}
