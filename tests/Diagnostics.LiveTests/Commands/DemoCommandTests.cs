using System.Diagnostics;
using Spectre.Console;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;

namespace Unravel.Diagnostics.LiveTests.Commands;

public sealed class DemoCommandTests(HangsFixture hangs) : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _progress = new();

    public void Dispose()
    {
        _output.Dispose();
        _progress.Dispose();
    }

    [Fact]
    public async Task ExpectedVerdict_IsSuccess()
    {
        var diagnosis = new FixedDiagnosis(10, "UNR4001");

        Assert.Equal(ExitCodes.Done, await RunAsync(diagnosis));
        Assert.True(diagnosis.TargetLived);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(diagnosis.ProcessId));
        Assert.Contains($"process {diagnosis.ProcessId}", _progress.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, ExitCodes.CouldNotLook)]
    [InlineData(ExitCodes.PartlyChecked, ExitCodes.PartlyChecked)]
    public async Task MissingVerdict_IsAFailure(int diagnosed, int expected)
    {
        Assert.Equal(expected, await RunAsync(new FixedDiagnosis(diagnosed), "lock-order-lock"));
        Assert.Contains("expected UNR4001, which was not found", _progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneOfTwoVerdicts_IsNotEnough()
    {
        Assert.Equal(ExitCodes.CouldNotLook, await RunAsync(new FixedDiagnosis(11, "UNR6001"), "starvation"));
        Assert.Contains("expected UNR1001,", _progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RepairedForm_MustBeSilent()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(new FixedDiagnosis(0), "lock-order", "--repaired"));
        Assert.Equal(ExitCodes.CouldNotLook, await RunAsync(new FixedDiagnosis(10, "UNR4001"), "lock-order", "--repaired"));
        Assert.Contains("expected no fault, but UNR4001", _progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DiagnosisThatFails_EndsTheChildAndPassesTheSentenceOn()
    {
        var diagnosis = new FixedDiagnosis(0) { Failure = new ToolException("No luck.", ToolException.CouldNotLook) };

        Assert.Equal(ExitCodes.CouldNotLook, await RunAsync(diagnosis));
        Assert.Contains("No luck.", _progress.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(diagnosis.ProcessId));
    }

    [Fact]
    public async Task CtrlC_EndsTheChild()
    {
        using var keyboard = new CancellationTokenSource();
        var diagnosis = new FixedDiagnosis(0) { WhenItLooks = keyboard.Cancel };

        Assert.Equal(ExitCodes.Cancelled, await RunAsync(diagnosis, keyboard.Token));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(diagnosis.ProcessId));
    }

    [Fact]
    public async Task UnknownScenario_IsAUsageError() =>
        Assert.Equal(ExitCodes.Usage, await RunAsync(new FixedDiagnosis(0), "nonsense"));

    [Fact]
    public async Task List_NamesEveryScenario()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(new FixedDiagnosis(0), "--list"));
        Assert.All(hangs.Programs.All, scenario => Assert.Contains(scenario.Verb, _output.ToString(), StringComparison.Ordinal));
    }

    private Task<int> RunAsync(IDiagnosis diagnosis, params string[] arguments) =>
        RunAsync(diagnosis, TestContext.Current.CancellationToken, arguments);

    private Task<int> RunAsync(IDiagnosis diagnosis, CancellationToken cancellation, params string[] arguments)
    {
        var consoles = new Consoles(On(_output), On(_progress));
        var command = DemoCommand.Create(consoles, diagnosis, () => hangs.Programs);
        return command.Parse(arguments).InvokeAsync(cancellationToken: cancellation);
    }

    private static IAnsiConsole On(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Profile.Width = 1000;
        return console;
    }

    private sealed class FixedDiagnosis(int exitCode, params string[] rules) : IDiagnosis
    {
        public int ProcessId { get; private set; }

        public bool TargetLived { get; private set; }

        public ToolException? Failure { get; init; }

        public Action? WhenItLooks { get; init; }

        public Task<DiagnosisOutcome> RunAsync(
            int processId, IAnsiConsole output, IAnsiConsole progress, CancellationToken cancellation)
        {
            ProcessId = processId;
            using var process = Process.GetProcessById(processId);
            TargetLived = !process.HasExited;
            WhenItLooks?.Invoke();
            cancellation.ThrowIfCancellationRequested();
            return Failure is null ? Task.FromResult(new DiagnosisOutcome(exitCode, rules)) : throw Failure;
        }
    }
}
