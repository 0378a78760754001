using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1005PrimitiveInAsyncAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1005PrimitiveInAsyncFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1005PrimitiveInAsyncTests
{
    [Fact]
    public Task SdkRuleSeesIt_IsSilent() => Verify.Analyzer(
        BlockingSource.Class("async Task M(SemaphoreSlim s, CancellationToken t) { await Task.Yield(); s.Wait(); s.Wait(t); }"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.CA1849.severity = warning\n")));

    [Fact]
    public Task SdkRuleDoesNotSeeIt_IsReported() => Verify.Analyzer(
        BlockingSource.Class("async Task M(ManualResetEventSlim s) { await Task.Yield(); s.[|Wait|](); }"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.CA1849.severity = warning\n")));

    [Theory]
    [InlineData("s.[|Wait|]();")]
    [InlineData("s.[|Wait|](t);")]
    [InlineData("if (s.[|Wait|](100)) { }")]
    [InlineData("new ManualResetEventSlim().[|Wait|]();")]
    [InlineData("new CountdownEvent(2).[|Wait|](t);")]
    [InlineData("new Barrier(2).[|SignalAndWait|]();")]
    [InlineData("new AutoResetEvent(false).[|WaitOne|]();")]
    [InlineData("new Mutex().[|WaitOne|](5000);")]
    [InlineData("t.WaitHandle.[|WaitOne|]();")]
    [InlineData("WaitHandle.[|WaitAll|](new WaitHandle[] { t.WaitHandle });")]
    [InlineData("_ = WaitHandle.[|WaitAny|](new[] { t.WaitHandle }, 100);")]
    [InlineData("new Thread(() => { }).[|Join|]();")]
    [InlineData("lock (this) { Monitor.[|Wait|](this); }")]
    [InlineData("s?.[|Wait|]();")]
    public Task BlockingPrimitive_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("await s.WaitAsync();")]
    [InlineData("_ = s.Wait(0); _ = s.Wait(TimeSpan.Zero, t);")]
    [InlineData("_ = t.WaitHandle.WaitOne(0); _ = WaitHandle.WaitAny(new[] { t.WaitHandle }, TimeSpan.Zero);")]
    [InlineData("new Thread(() => { }).Join(0);")]
    [InlineData("Action a = () => s.Wait();")]
    [InlineData("void F() => s.Wait(); F();")]
    [InlineData("Expression<Action> e = () => s.Wait();")]
    [InlineData("s.Release(); new ManualResetEventSlim().Set(); _ = string.Join(',', new[] { 1 }); Monitor.Enter(this); Monitor.Exit(this);")]
    [InlineData("Task.Delay(1).Wait();")] // UNR1001
    [InlineData("Thread.Sleep(10);")] // UNR1004
    [InlineData("new System.Collections.Concurrent.BlockingCollection<int>().Take();")] // UNR1011
    public Task NoWait_IsSilent(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("s.[|Wait|]();", "await s.WaitAsync(t);")]
    [InlineData("s.[|Wait|](t);", "await s.WaitAsync(t);")]
    [InlineData("if (s.[|Wait|](100)) { }", "if (await s.WaitAsync(100, t)) { }")]
    [InlineData("if (!s.[|Wait|](TimeSpan.FromSeconds(1), t)) { } s.[|Wait|](t);", "if (!await s.WaitAsync(TimeSpan.FromSeconds(1), t)) { } await s.WaitAsync(t);")]
    public Task SemaphoreSlim_IsAwaited(string statement, string repaired) => Verify.Fix(In(statement), In(repaired));

    [Theory]
    [InlineData("new ManualResetEventSlim().[|Wait|]();")]
    [InlineData("new Thread(() => { }).[|Join|]();")]
    [InlineData("s?.[|Wait|]();")]
    [InlineData("lock (this) { s.[|Wait|](); }")]
    public Task NothingToAwait_IsNotFixed(string statement) => Verify.NoFix(In(statement));

    private static string In(string statement) =>
        BlockingSource.Class("async Task M(SemaphoreSlim s, CancellationToken t)\n{\n    await Task.Yield();\n    " + statement + "\n}");
}
