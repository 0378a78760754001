using System.Diagnostics;
using System.Globalization;
using Unravel.Diagnostics.Launching;

namespace Unravel.Diagnostics.LiveTests.Running;

/// <summary>What a run of the tool left: its exit code and its two outputs.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Errors)
{
    /// <summary>An expected failure: nothing on standard output, one sentence on standard error, the given exit code.</summary>
    /// <returns>The sentence.</returns>
    public string AssertFailed(int exitCode)
    {
        Assert.Equal((exitCode, ""), (ExitCode, Output));
        var sentence = Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        return sentence;
    }

    /// <summary>Whatever happened, it was no crash of the tool.</summary>
    public void AssertNoCrash()
    {
        Assert.DoesNotContain("Unhandled exception", Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
    }
}

/// <summary>
/// The built tool as a process of its own, with a folder for temporary files of its own. Disposing kills it and
/// whatever it started.
/// </summary>
internal sealed class ToolRun : IAsyncDisposable
{
    /// <summary>An environment variable by whose value the tool and its children are told from everybody else.</summary>
    private const string Mark = "UNRAVEL_TEST_RUN";

    private readonly Process _process;
    private readonly string _mark;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private ToolRun(Process process, string mark)
    {
        _process = process;
        _mark = mark;
        Id = process.Id;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    /// <param name="through">A command that runs the tool with other rights, with its arguments; empty for none.</param>
    /// <param name="temporary">The folder for temporary files, which must be the target's too; null for the usual one.</param>
    public static ToolRun Start(IEnumerable<string> through, string? temporary, params string[] arguments)
    {
        string[] command = [.. through, DotNetHost.Find(), Path.Combine(AppContext.BaseDirectory, "Unravel.Diagnostics.dll"), .. arguments];
        var mark = Guid.NewGuid().ToString();
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Mark] = mark;
        if (temporary is not null)
        {
            start.Environment["TMPDIR"] = temporary;
        }

        return new ToolRun(Process.Start(start)!, mark);
    }

    public static ToolRun Diagnose(int processId, params string[] options) =>
        Start([], null, [processId.ToString(CultureInfo.InvariantCulture), .. options]);

    public static async Task<ToolResult> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        await using var tool = Start([], null, arguments);
        return await tool.EndAsync(cancellation);
    }

    public async Task<ToolResult> EndAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return new ToolResult(_process.ExitCode, await _output.WaitAsync(cancellation), WithoutPatience(await _errors.WaitAsync(cancellation)));
    }

    /// <summary>Where a look takes a moment, that is said; on a busy machine it always does.</summary>
    private static string WithoutPatience(string errors) =>
        string.Concat(errors.Split('\n').Where(line => !line.EndsWith(" ...", StringComparison.Ordinal)).Select((line, i) => i == 0 ? line : "\n" + line));

    /// <summary>Ids of the processes that the tool started and that still run, also after its own end.</summary>
    public IReadOnlyList<int> Children() => [.. ProcTree.WithEnvironment($"{Mark}={_mark}").Where(id => id != Id)];

    public async ValueTask DisposeAsync()
    {
        foreach (var id in Children().Append(Id))
        {
            Signals.TryKill(id);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
