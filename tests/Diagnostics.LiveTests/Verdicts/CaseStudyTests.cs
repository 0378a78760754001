using System.Diagnostics;
using System.Reflection;
using Unravel.Catalog;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>The programs of samples/CaseStudies: each has one fault behind a switch, and none without.</summary>
public sealed class CaseStudyTests
{
    private const int LongestLife = 300; // seconds: nothing is left behind

    [Theory(Timeout = Deadlines.Long)]
    [InlineData("web-scraper", RuleIds.PoolStarvation, "WebScraper.RunAsync")]
    [InlineData("data-pipeline", RuleIds.AbandonedQueue, "summer")]
    [InlineData("real-time-feed", RuleIds.LockOrder, "RealTimeFeed._prices")]
    public async Task FaultyProgram_IsNamed(string study, string rule, string subject)
    {
        await using var program = await StartAsync(study, "--faulty", "--for", $"{LongestLife}");

        // It takes a moment until the fault has happened: looked at again and again until it has.
        ToolResult result;
        do
        {
            await using var tool = ToolRun.Diagnose(program.Id);
            result = await tool.EndAsync(TestContext.Current.CancellationToken);
            Assert.False(program.HasEnded, result.Output);
        }
        while (!result.Output.Contains($"\n{rule} ", StringComparison.Ordinal));

        Assert.Contains(subject, result.Output[..result.Output.IndexOf("\nThreads (", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(Catalog.Rules.Get(rule).ExitCode, result.ExitCode);
    }

    [Theory(Timeout = Deadlines.Long)]
    [InlineData("web-scraper")]
    [InlineData("data-pipeline")]
    [InlineData("real-time-feed")]
    public async Task RepairedProgram_IsClean(string study)
    {
        await using var program = await StartAsync(study, "--for", $"{LongestLife}");

        for (var look = 0; look < 3; look++)
        {
            await using var tool = ToolRun.Diagnose(program.Id);
            var result = await tool.EndAsync(TestContext.Current.CancellationToken);
            PrintedVerdict.AssertClean(result);
            Assert.DoesNotContain("MethodBuilder", result.Output, StringComparison.Ordinal); // nobody wrote its call
            Assert.False(program.HasEnded);
        }
    }

    private static async Task<Study> StartAsync(params string[] arguments)
    {
        var project = typeof(CaseStudyTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "CaseStudiesProject").Value!;
        var output = Path.Combine(AppContext.BaseDirectory, "case-studies");
        await s_build.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await RunAsync("build", project, "-o", output, "-nodeReuse:false", "-m:1", "-v:q", $"-p:ArtifactsPath={output}-artifacts");
        }
        finally
        {
            s_build.Release();
        }

        var process = Process.Start(new ProcessStartInfo(DotNetHost.Find(), [Path.Combine(output, "CaseStudies.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited && !ProcTree.HasLoaded(process.Id, "CaseStudies.dll"))
        {
            await Task.Yield();
        }

        return new Study(process);
    }

    private static readonly SemaphoreSlim s_build = new(1);

    private static async Task RunAsync(params string[] arguments)
    {
        using var build = Process.Start(new ProcessStartInfo(DotNetHost.Find(), arguments) { RedirectStandardOutput = true })!;
        var text = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, text);
    }

    private sealed class Study(Process process) : IAsyncDisposable
    {
        public int Id => process.Id;

        public bool HasEnded => process.HasExited;

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }
}
