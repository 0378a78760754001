using System.Globalization;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Adversaries;

/// <summary>Programs that work hard while they are looked at: they go on, and are not called stuck.</summary>
public sealed class WorkingProgramTests
{
    private const int Clients = 4;

    /// <summary>By hand 200: UNRAVEL_LOOKS=200. A run of the tests has no time for that.</summary>
    private static readonly int s_looks = int.Parse(Environment.GetEnvironmentVariable("UNRAVEL_LOOKS") ?? "25", CultureInfo.InvariantCulture);

    private static readonly int s_looksAtThreads = int.Parse(Environment.GetEnvironmentVariable("UNRAVEL_LOOKS") ?? "8", CultureInfo.InvariantCulture);

    [Fact(Timeout = Deadlines.Long * 3)]
    public async Task ServerUnderLoad_FailsNoRequest()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await Load.StartAsync(cancellation, "web");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(server.Says), Timeout = TimeSpan.FromSeconds(10) };
        var answered = 0;
        var clients = Enumerable.Range(0, Clients).Select(_ => AskAsync()).ToArray();

        for (var look = 0; look < s_looks; look++)
        {
            var before = Volatile.Read(ref answered);
            await using var tool = ToolRun.Diagnose(server.Id);
            var result = await tool.EndAsync(cancellation);
            Assert.True(result.ExitCode is ExitCodes.Done or ExitCodes.PartlyChecked, $"look {look}: {result.ExitCode} {result.Output}{result.Errors}");
            Assert.True(Volatile.Read(ref answered) > before, $"look {look}: no request was answered meanwhile");
        }

        await end.CancelAsync();
        await Task.WhenAll(clients); // a failed request is thrown here

        async Task AskAsync()
        {
            while (!end.IsCancellationRequested)
            {
                // Not cancelled: whoever was asked answers.
                Assert.StartsWith("0,1,", await client.GetStringAsync("/", CancellationToken.None), StringComparison.Ordinal);
                Interlocked.Increment(ref answered);
            }
        }
    }

    /// <summary>Their names hold escape sequences, which must not reach a terminal.</summary>
    [Theory(Timeout = Deadlines.Long * 3)]
    [InlineData("freeze")]
    [InlineData("passive")]
    [InlineData("events")]
    [InlineData("proc")]
    public async Task ThreadsThatComeAndGo_AreNoTrouble(string mode)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Load.StartAsync(cancellation, "visitors");
        for (var look = 0; look < s_looksAtThreads; look++)
        {
            await using var tool = ToolRun.Diagnose(target.Id, "--mode", mode);
            var result = await tool.EndAsync(cancellation);

            result.AssertNoCrash();
            Assert.DoesNotContain('\u001b', result.Output);
            Assert.DoesNotContain('\u0007', result.Output);
            Assert.True(result.ExitCode is ExitCodes.Done or ExitCodes.PartlyChecked || (mode == "passive" && result.ExitCode == ExitCodes.CouldNotLook), $"look {look}: {result.ExitCode} {result.Output}{result.Errors}");
            Assert.False(target.HasExited);

            // Of the main thread only: a list of threads that grow in number while it is read may have no end.
            Assert.Contains("TracerPid:\t0\n", await File.ReadAllTextAsync($"/proc/{target.Id}/status", cancellation), StringComparison.Ordinal);
        }
    }
}
