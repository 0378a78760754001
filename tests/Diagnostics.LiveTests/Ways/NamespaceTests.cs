using System.Diagnostics;
using System.Globalization;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Ways;

/// <summary>
/// A target in a pid and a mount namespace of its own, as in a container: its files are under a path that is not ours, its
/// ids are not ours. Who is not root makes a user namespace too. A sandbox that allows none of it is named in the failure.
/// </summary>
public sealed class NamespaceTests(HangsFixture hangs)
{
    private const int Found = 10;

    [Theory(Timeout = Deadlines.Short)]
    [InlineData("freeze")]
    [InlineData("passive")]
    [InlineData("dump")]
    public async Task TargetInAContainer_IsReadWithItsLines(string mode)
    {
        var result = await LookAsync("--mode", mode);

        Assert.Equal(Found, result.ExitCode);
        Assert.Contains("main thread (#1)", result.Output, StringComparison.Ordinal);
        Assert.Contains(HangsFixture.LineOf(hangs.Programs.Get("lock-order"), "teller-waits"), result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task TargetInAContainer_GivesASample() =>
        Assert.Contains("Bank.Transfer", (await LookAsync("--mode", "events")).Output, StringComparison.Ordinal);

    [Fact(Timeout = Deadlines.Short)]
    public async Task Doctor_SeesTheNamespaces()
    {
        var result = await RunAsync(target => ["doctor", $"{target}"]);

        Assert.Equal(ExitCodes.Done, result.ExitCode);
        Assert.Contains("namespaces of its own (process 1 there)", result.Output, StringComparison.Ordinal);
    }

    private Task<ToolResult> LookAsync(params string[] options) => RunAsync(target => [$"{target}", .. options]);

    private async Task<ToolResult> RunAsync(Func<int, string[]> arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var programs = Path.GetDirectoryName(hangs.Programs.Assembly)!;
        var script = $"mount -t tmpfs none /mnt && mkdir /mnt/app /mnt/tmp && cp -r '{programs}/.' /mnt/app && exec dotnet /mnt/app/Hangs.dll lock-order --for 120";
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];
        var start = new ProcessStartInfo("unshare", [.. user, "--fork", "--kill-child", "--pid", "--mount", "--mount-proc", "sh", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = "/mnt/tmp";
        using var outer = Process.Start(start)!;
        try
        {
            var line = await outer.StandardOutput.ReadLineAsync(cancellation);
            Assert.True(line == "READY", $"Namespaces cannot be made here (unshare): {line}{(line is null ? await outer.StandardError.ReadToEndAsync(cancellation) : "")}");
            var target = int.Parse((await File.ReadAllTextAsync($"/proc/{outer.Id}/task/{outer.Id}/children", cancellation)).Trim(), CultureInfo.InvariantCulture);
            var result = await ToolRun.RunAsync(cancellation, arguments(target));
            result.AssertNoCrash();
            return result;
        }
        finally
        {
            outer.Kill(); // and with it, by the kernel, its child
            await outer.WaitForExitAsync(CancellationToken.None);
        }
    }
}
