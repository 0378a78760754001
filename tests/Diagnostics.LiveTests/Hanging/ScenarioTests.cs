using System.Diagnostics;
using System.Globalization;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.LiveTests.Hanging;

public sealed class ScenarioTests(HangsFixture hangs)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Verbs => [.. HangScenarios.BesideTheTool().All.Select(scenario => scenario.Verb)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Scenario_ReachesItsState(string verb)
    {
        await using var process = await hangs.StartAsync(verb, TestContext.Current.CancellationToken);

        Assert.False(process.HasExited);
        Assert.Equal("", process.Errors);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task RepairedScenario_Runs(string verb)
    {
        await using var process = await hangs.StartAsync(verb, TestContext.Current.CancellationToken, repaired: true);

        Assert.False(process.HasExited);
        Assert.Equal("", process.Errors);
    }

    [Fact]
    public async Task OptimisedBuild_ReachesItsStateToo()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var programs = await hangs.BuildAsync("Release", "net10.0", cancellation);

        await using var process = await hangs.StartAsync(programs, "lock-order", cancellation);

        Assert.False(process.HasExited);
    }

    [Theory]
    [InlineData("net8.0", "8.0.")]
    [InlineData("net9.0", "9.0.")]
    public async Task OlderRuntime_IsTheOneThatRuns(string framework, string version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var programs = await hangs.BuildAsync("Debug", framework, cancellation);

        await using var process = await hangs.StartAsync(programs, "lock-order", cancellation);

        Assert.StartsWith(version, DotNetProcesses.OfThisMachine.Get(process.Id).RuntimeVersion, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Markers_AreThoseOfTheSource(string verb)
    {
        var scenario = hangs.Programs.Get(verb);
        var markers = Markers.In(HangsFixture.SourceOf(scenario));

        Assert.All(scenario.Lines, line => Assert.Contains(line, markers.Keys));
        Assert.Equal(scenario.Lines.Count, scenario.Lines.Distinct().Count());
    }

    [Fact]
    public async Task Verbs_AreThoseOfTheProgram()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var program = Start(DotNetHost.Find(), hangs.Programs.Assembly, "--list");

        var verbs = await program.StandardOutput.ReadToEndAsync(cancellation);
        await program.WaitForExitAsync(cancellation);

        Assert.Equal(
            hangs.Programs.All.Select(scenario => scenario.Verb).Order(StringComparer.Ordinal),
            verbs.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task StarterThatIsKilled_TakesTheScenarioWithIt()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(s_deadline);
        using var starter = Start("/bin/sh", "-c", "\"$0\" \"$1\" lock-order & echo $!; wait", DotNetHost.Find(), hangs.Programs.Assembly);
        var output = starter.StandardOutput;
        var id = int.Parse((await output.ReadLineAsync(deadline.Token))!, CultureInfo.InvariantCulture);
        using var scenario = Process.GetProcessById(id);
        try
        {
            Assert.Equal("READY", await output.ReadLineAsync(deadline.Token));

            starter.Kill();

            // The scenario holds the other end of the pipe for as long as it lives.
            Assert.Null(await output.ReadLineAsync(deadline.Token));
        }
        finally
        {
            scenario.Kill();
        }
    }

    [Fact]
    public async Task LifetimeThatIsOver_EndsTheScenario()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(s_deadline);
        using var program = Start(DotNetHost.Find(), hangs.Programs.Assembly, "lock-order", "--for", "1");
        try
        {
            Assert.Equal("READY", await program.StandardOutput.ReadLineAsync(deadline.Token));
            await program.WaitForExitAsync(deadline.Token);

            Assert.Equal(0, program.ExitCode);
        }
        finally
        {
            program.Kill();
        }
    }

    [Fact]
    public async Task Heartbeat_AnswersAndStartsAnew()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(s_deadline);
        using var program = Start(DotNetHost.Find(), hangs.Programs.Assembly, "idle-host", "--heartbeat");
        try
        {
            Assert.Equal("READY", await program.StandardOutput.ReadLineAsync(deadline.Token));
            await program.StandardInput.WriteLineAsync("gap?".AsMemory(), deadline.Token);

            var answer = (await program.StandardOutput.ReadLineAsync(deadline.Token))!.Split(' ');

            Assert.Equal("GAP", answer[0]);
            Assert.InRange(double.Parse(answer[1], CultureInfo.InvariantCulture), 1, s_deadline.TotalMilliseconds);
        }
        finally
        {
            program.Kill();
        }
    }

    private static Process Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
