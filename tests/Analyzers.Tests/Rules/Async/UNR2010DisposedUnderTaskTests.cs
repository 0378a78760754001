using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2010DisposedUnderTaskAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2010DisposedUnderTaskFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2010DisposedUnderTaskTests
{
    [Theory]
    [InlineData("using (var [|s|] = Open()) { _ = s.FlushAsync(); }")]
    [InlineData("using (var [|s|] = Open()) { s.FlushAsync(); }")]
    [InlineData("using var [|s|] = Open(); _ = Use(s);")]
    [InlineData("using var [|s|] = Open(); _ = Task.Run(() => s.WriteByte(1));")]
    [InlineData("using (FileStream [|s|] = Open(), [|u|] = Open()) { s.Flush(); _ = s.CopyToAsync(u); }")]
    [InlineData("if (b) { using var [|s|] = Open(); _ = Use(s); }")]
    [InlineData("Action a = () => { using var [|s|] = Open(); Use(s); };")]
    public Task TaskThatIsLeftBehind_IsReported(string statements) => Verify.Analyzer(In(statements));

    [Theory]
    [InlineData("using (var s = Open()) { await s.FlushAsync(); }")]
    [InlineData("using var s = Open(); var t = Use(s); await t;")]
    [InlineData("using var s = Open(); _ = Use(s); await Task.Delay(1);")] // may wait for it
    [InlineData("using var s = Open(); _ = Use(s); Console.ReadLine();")]
    [InlineData("using var s = Open(); _ = Task.Delay(1);")]
    [InlineData("using var done = new ManualResetEventSlim(); _ = Task.Run(() => done.Set()); done.Wait();")]
    [InlineData("using var s = new MemoryStream(); _ = s.FlushAsync();")] // nothing to lose
    [InlineData("using var c = new CancellationTokenSource(); _ = Task.Run(() => c.Cancel());")]
    [InlineData("using var s = Open(); while (b) { _ = Use(s); await Task.Yield(); }")]
    [InlineData("var s = Open(); _ = Use(s);")]
    [InlineData("using (Open()) { _ = Task.Yield(); }")]
    public Task TaskThatIsWaitedFor_IsSilent(string statements) => Verify.Analyzer(In(statements));

    [Theory]
    [InlineData("using (var [|s|] = Open()) { _ = s.FlushAsync(); }", "using (var s = Open()) { await s.FlushAsync(); }")]
    [InlineData("using (var [|s|] = Open()) { s.FlushAsync(); }", "using (var s = Open()) { await s.FlushAsync(); }")]
    [InlineData("using var [|s|] = Open(); _ = Use(s); // all of it", "using var s = Open(); await Use(s); // all of it")]
    [InlineData("using var [|s|] = Open(); _ = Task.Run(() => s.WriteByte(1));", "using var s = Open(); await Task.Run(() => s.WriteByte(1));")]
    [InlineData(
        "using (var [|s|] = Open()) { _ = Use(s); } using (var [|u|] = Open()) { _ = Use(u); }",
        "using (var s = Open()) { await Use(s); } using (var u = Open()) { await Use(u); }")]
    public Task Task_IsAwaited(string statements, string repaired) => Verify.Fix(In(statements), In(repaired));

    [Theory]
    [InlineData("Action a = () => { using var [|s|] = Open(); Use(s); };")] // would be async void
    [InlineData("lock (this) { using var [|s|] = Open(); _ = Use(s); }")]
    public Task NoAwaitPossible_IsNotRepaired(string statements) => Verify.NoFix(In(statements));

    private static string In(string statements) => "using System.IO;\n" + BlockingSource.Class(
        $$"""
        async Task M(bool b)
        {
            await Task.Yield();
            {{statements}}
        }

        FileStream Open() => null!;
        Task Use(Stream s) => null!;
        """);
}
