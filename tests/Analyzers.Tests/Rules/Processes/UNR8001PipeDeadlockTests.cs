using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Processes.UNR8001PipeDeadlockAnalyzer,
    Unravel.CodeFixes.Rules.Processes.UNR8001PipeDeadlockFix>;

namespace Unravel.Analyzers.Tests.Rules.Processes;

/// <summary>Waiting for a child process and reading what it writes.</summary>
public sealed class UNR8001PipeDeadlockTests
{
    private const string One = "using var p = Process.Start(new ProcessStartInfo(\"a\") { RedirectStandardOutput = true })!;";
    private const string Both = "using var p = Process.Start(new ProcessStartInfo(\"a\") { RedirectStandardOutput = true, RedirectStandardError = true })!;";

    private static string Type(string body) => $$"""
        using System;
        using System.Diagnostics;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            static void Use(object o) { }
            static async Task M(bool flag, CancellationToken t) { {{body}} await Task.Yield(); }
        }
        """;

    [Theory]
    [InlineData(One + "p.[|WaitForExit|](); var s = p.StandardOutput.ReadToEnd();")]
    [InlineData(One + "await p.[|WaitForExitAsync|](t); var s = await p.StandardOutput.ReadToEndAsync();")]
    [InlineData(One + "p.[|WaitForExit|](); while (p.StandardOutput.ReadLine() is { } line) { Use(line); }")]
    [InlineData("var i = new ProcessStartInfo(\"a\"); i.RedirectStandardOutput = true; var p = Process.Start(i)!; p.[|WaitForExit|](); Use(p.StandardOutput.ReadToEnd());")]
    [InlineData("var p = new Process { StartInfo = new ProcessStartInfo(\"a\") { RedirectStandardError = true } }; p.Start(); p.[|WaitForExit|](); Use(p.StandardError.ReadToEnd());")]
    [InlineData("var p = new Process(); p.StartInfo.RedirectStandardOutput = true; p.Start(); p.[|WaitForExit|](); Use(p.StandardOutput.ReadToEnd());")]
    [InlineData(Both + "Use(p.StandardOutput.ReadLine()!); p.[|WaitForExit|](); Use(p.StandardError.ReadLine()!);")]
    public Task WaitBeforeRead_IsReported(string body) => Verify.Analyzer(Type(body));

    [Theory]
    [InlineData(Both + "var o = p.StandardOutput.[|ReadToEnd|](); var e = p.StandardError.ReadToEnd(); p.WaitForExit();")]
    [InlineData(Both + "var e = p.StandardError.[|ReadToEnd|](); var o = p.StandardOutput.ReadToEnd(); p.WaitForExit();")]
    [InlineData(Both + "var o = await p.StandardOutput.[|ReadToEndAsync|](); var e = await p.StandardError.ReadToEndAsync();")]
    [InlineData(Both + "var o = await p.StandardOutput.[|ReadToEndAsync|]().ConfigureAwait(false); p.BeginErrorReadLine();")]
    public Task OneStreamAfterTheOther_IsReported(string body) => Verify.Analyzer(Type(body));

    [Theory]
    [InlineData("using var p = Process.Start(new ProcessStartInfo(\"a\") { [|RedirectStandardOutput = true|] })!; p.WaitForExit();")]
    [InlineData("using var p = Process.Start(new ProcessStartInfo(\"a\") { RedirectStandardOutput = true, [|RedirectStandardError = true|] })!; Use(p.StandardOutput.ReadToEnd()); p.WaitForExit();")]
    public Task RedirectedAndNeverRead_IsReported(string body) => Verify.Analyzer(Type(body));

    [Theory]
    [InlineData(One + "var s = p.StandardOutput.ReadToEnd(); p.WaitForExit();")]
    [InlineData(One + "var s = await p.StandardOutput.ReadToEndAsync(); await p.WaitForExitAsync();")]
    [InlineData(One + "p.OutputDataReceived += (_, e) => Use(e); p.BeginOutputReadLine(); p.WaitForExit();")]
    [InlineData(Both + "var o = p.StandardOutput.ReadToEndAsync(); var e = p.StandardError.ReadToEndAsync(); await Task.WhenAll(o, e); p.WaitForExit();")]
    [InlineData(Both + "var e = p.StandardError.ReadToEndAsync(); var o = p.StandardOutput.ReadToEnd(); p.WaitForExit(); Use(await e);")]
    [InlineData(Both + "p.BeginErrorReadLine(); var o = p.StandardOutput.ReadToEnd(); p.WaitForExit();")]
    [InlineData(One + "if (!p.WaitForExit(1000)) { p.Kill(); } Use(p.StandardOutput.ReadToEnd());")]
    [InlineData(One + "Use(p); p.WaitForExit();")] // somebody else may read
    [InlineData(One + "var r = Task.Run(() => p.StandardOutput.ReadToEnd()); p.WaitForExit();")]
    [InlineData("using var p = Process.Start(new ProcessStartInfo(\"a\") { RedirectStandardOutput = flag })!; p.WaitForExit();")]
    [InlineData("using var p = Process.Start(new ProcessStartInfo(\"a\") { RedirectStandardOutput = false })!; p.WaitForExit();")]
    [InlineData("using var p = Process.Start(new ProcessStartInfo(\"a\") { RedirectStandardInput = true })!; p.WaitForExit();")]
    [InlineData("using var p = Process.Start(\"a\"); p.WaitForExit();")]
    public Task ReadInTime_IsSilent(string body) => Verify.Analyzer(Type(body));

    [Fact]
    public Task Fix_ReadsFirst() => Verify.Fix(
        Type(One + "\n        p.[|WaitForExit|](); // end\n        var s = p.StandardOutput.ReadToEnd();\n        Use(s);"),
        Type(One + "\n        var s = p.StandardOutput.ReadToEnd(); // end\n        p.WaitForExit();\n        Use(s);"));

    [Fact]
    public Task Fix_ReturnsWhatWasReadFirst() => Verify.Fix(
        Reading("// wait\n        p.[|WaitForExit|]();\n        return p.StandardOutput.ReadToEnd(); // all"),
        Reading("// wait\n        var output = p.StandardOutput.ReadToEnd();\n        p.WaitForExit();\n        return output; // all"));

    [Fact]
    public Task Fix_IsNotOffered_WhenTheNameIsTaken() => Verify.NoFix(
        Reading("var output = 1;\n        p.[|WaitForExit|]();\n        return p.StandardOutput.ReadToEnd() + output;"));

    private static string Reading(string body) => $$"""
        using System.Diagnostics;

        class C
        {
            string Read(string program)
            {
                using var p = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData(Both + "p.[|WaitForExit|](); var o = p.StandardOutput.ReadLine(); var e = p.StandardError.ReadToEnd();")]
    [InlineData(One + "p.[|WaitForExit|](); if (flag) { Use(p.StandardOutput.ReadToEnd()); }")]
    public Task WhereMoreHasToChange_NoFix(string body) => Verify.NoFix(Type(body));
}
