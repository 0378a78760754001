using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1004SleepInAsyncAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1004SleepInAsyncFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1004SleepInAsyncTests
{
    [Fact]
    public Task SdkRuleSeesIt_IsSilent() => Verify.Analyzer(
        BlockingSource.Class("async Task M() { await Task.Yield(); Thread.Sleep(50); }"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.CA1849.severity = warning\n")));

    [Fact]
    public Task SdkRuleDoesNotSeeIt_IsReported() => Verify.Analyzer(
        BlockingSource.Class("async Task M() { await Task.Yield(); Thread.[|Sleep|](TimeSpan.FromSeconds(1)); }"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.CA1849.severity = warning\n")));

    [Theory]
    [InlineData("async Task M() { await Task.Yield(); Thread.[|Sleep|](100); }")]
    [InlineData("async Task M(TimeSpan s) { await Task.Yield(); Thread.[|Sleep|](s); }")]
    [InlineData("Task M() { Thread.[|Sleep|](2); return Task.CompletedTask; }")]
    [InlineData("async void M() { await Task.Yield(); System.Threading.Thread.[|Sleep|](Timeout.Infinite); }")]
    [InlineData("void M() { Func<Task> f = async () => { await Task.Yield(); Thread.[|Sleep|](100); }; }")]
    [InlineData("async IAsyncEnumerable<int> M() { await Task.Yield(); Thread.[|Sleep|](100); yield return 1; }")]
    [InlineData("async Task M() { await Task.Yield(); lock (this) { Thread.[|Sleep|](100); } }")]
    [InlineData("void M() { Thread.Sleep(100); }")]
    [InlineData("async Task M() { await Task.Yield(); Thread.Sleep(0); Thread.Sleep(1); Thread.Sleep(TimeSpan.Zero); Thread.Yield(); Thread.SpinWait(3); }")]
    [InlineData("async Task M() { await Task.Yield(); Action a = () => Thread.Sleep(100); }")]
    [InlineData("async Task M() { await Task.Yield(); void F() => Thread.Sleep(100); F(); }")]
    [InlineData("async Task M() { await Task.Yield(); Expression<Action> e = () => Thread.Sleep(100); _ = nameof(Thread.Sleep); }")]
    [InlineData("async Task M(bool async) { if (async) await Task.Delay(9); else Thread.Sleep(9); }")]
    [InlineData("async Task M() { await Task.Yield(); Thread.Sleep(5); } class Thread { public static void Sleep(int x) { } }")]
    public Task Sleep_IsReportedInAsyncCodeOnly(string member) => Verify.Analyzer(BlockingSource.Class(member));

    [Theory]
    [InlineData("async Task M() { await Task.Yield(); Thread.[|Sleep|](100); /* a */ }", "async Task M() { await Task.Yield(); await Task.Delay(100); /* a */ }")]
    [InlineData("async Task M(CancellationToken t) { Thread.[|Sleep|](100); Thread.[|Sleep|](200); }", "async Task M(CancellationToken t) { await Task.Delay(100, t); await Task.Delay(200, t); }")]
    [InlineData("async Task M(CancellationToken a, CancellationToken b) { Thread.[|Sleep|](millisecondsTimeout: 100); }", "async Task M(CancellationToken a, CancellationToken b) { await Task.Delay(100); }")]
    [InlineData("Task M() { Thread.[|Sleep|](5); return Task.CompletedTask; }", "async Task M() { await Task.Delay(5); return; }")]
    [InlineData("async Task M() => Thread.[|Sleep|](5);", "async Task M() => await Task.Delay(5);")]
    [InlineData("void M(CancellationToken t) { Func<Task> f = async () => Thread.[|Sleep|](5); }", "void M(CancellationToken t) { Func<Task> f = async () => await Task.Delay(5, t); }")]
    public Task Fix_AwaitsADelay(string member, string repaired) => Verify.Fix(BlockingSource.Class(member), BlockingSource.Class(repaired));

    [Theory]
    [InlineData("async Task M() { await Task.Yield(); lock (this) { Thread.[|Sleep|](100); } }")]
    [InlineData("Task M(ref int x) { Thread.[|Sleep|](100); return Task.CompletedTask; }")]
    public Task NoAwaitPossible_IsNotFixed(string member) => Verify.NoFix(BlockingSource.Class(member));
}
