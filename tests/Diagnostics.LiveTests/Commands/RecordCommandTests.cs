using System.Globalization;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Adversaries;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Commands;

public sealed class RecordCommandTests(HangsFixture hangs)
{
    [Fact(Timeout = Deadlines.Short)]
    public async Task Convoy_IsNamedWithItsLineAndLeavesNothingBehind()
    {
        await using var process = await hangs.StartAsync("lock-order", TestContext.Current.CancellationToken);
        await using var tool = ToolRun.Start([], null, "record", process.Id.ToString(CultureInfo.InvariantCulture), "--duration", "3s");
        var result = await tool.EndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Done, result.ExitCode);
        Assert.Contains("Bank.Transfer  LockOrder.cs:", result.Output, StringComparison.Ordinal);
        Assert.Contains("from beginning to end", result.Output, StringComparison.Ordinal);
        Assert.Contains("lock-bound", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.GetTempPath(), "unravel-record-*"), path => File.GetCreationTimeUtc(path) > DateTime.UtcNow.AddMinutes(-1));
    }

    /// <summary>Three programs of each kind; what limits them is known from how they were written.</summary>
    [Theory(Timeout = Deadlines.Short)]
    [InlineData("cpu-all", "CPU-bound")]
    [InlineData("cpu-one", "CPU-bound")]
    [InlineData("cpu-pool", "CPU-bound")]
    [InlineData("io-http", "I/O-bound")]
    [InlineData("io-sockets", "I/O-bound")]
    [InlineData("io-pipes", "I/O-bound")]
    [InlineData("lock-monitor", "lock-bound")]
    [InlineData("lock-semaphore", "lock-bound")]
    [InlineData("lock-writers", "lock-bound")]
    public async Task WhatLimitsAProgram_IsSaid(string program, string limit)
    {
        await using var load = await Load.StartAsync(TestContext.Current.CancellationToken, program);
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, "record", load.Id.ToString(CultureInfo.InvariantCulture), "--duration", "3s");

        Assert.Equal(ExitCodes.Done, result.ExitCode);
        Assert.Contains($" s: {limit}", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task ProcessThatIsNotThere_IsOneSentence()
    {
        var result = await ToolRun.RunAsync(TestContext.Current.CancellationToken, "record", "4200001");

        Assert.Contains("4200001", result.AssertFailed(ExitCodes.CouldNotLook), StringComparison.Ordinal);
    }
}
