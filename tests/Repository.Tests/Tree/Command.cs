using System.Diagnostics;
using System.Text;

namespace Unravel.Repository.Tests.Tree;

/// <summary>A command that was run to its end: no input, both streams read.</summary>
internal sealed record Command(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a command and fails the test when it does not exit with 0.</summary>
    public static Command Run(string file, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var command = Try(file, arguments, folder, environment);
        Assert.True(command.ExitCode == 0, $"{file} {string.Join(' ', arguments)} ended with {command.ExitCode}:\n{command.Output}\n{command.Errors}");
        return command;
    }

    public static Command Try(string file, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A child that starts build servers would keep our pipes open long after its end.
        process.StartInfo.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        process.StartInfo.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        process.StartInfo.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            process.StartInfo.Environment[name] = value;
        }

        var output = new StringBuilder();
        var errors = new StringBuilder();
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(errors, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeSpan.FromMinutes(8)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{file} {string.Join(' ', arguments)} did not end:\n{output}\n{errors}");
        }

        process.WaitForExit(); // the timed overload does not wait for the last lines
        return new Command(process.ExitCode, output.ToString(), errors.ToString());
    }

    private static void Add(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            text.Append(line).Append('\n');
        }
    }
}
