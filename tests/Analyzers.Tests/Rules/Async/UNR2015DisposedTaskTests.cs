using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2015DisposedTaskAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2015DisposedTaskFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2015DisposedTaskTests
{
    [Theory]
    [InlineData("using ([|Open()|]) { }")]
    [InlineData("using (var x = [|Open()|]) { }")]
    [InlineData("using var x = [|Open()|];")]
    [InlineData("using ([|Work()|]) { }")]
    [InlineData("[|Open()|].Dispose();")]
    [InlineData("using (var gate = [|new SemaphoreSlim(1).WaitAsync()|]) { }")]
    public Task TaskInPlaceOfResult_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("using (await Open()) { }")]
    [InlineData("using var x = await Open();")]
    [InlineData("using (new Resource()) { }")]
    [InlineData("(await Open()).Dispose();")]
    [InlineData("var t = Work(); await t; t.Dispose();")] // idle, and no fault
    [InlineData("using (var t = Work()) { await t; }")]
    [InlineData("using var t = Open(); (await t).Read();")]
    [InlineData("new CancellationTokenSource().Dispose();")]
    public Task ResultOrFinishedTask_IsSilent(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("using ([|Open()|]) { }", "using (await Open()) { }")]
    [InlineData("using (var x = [|Open()|]) { }", "using (var x = await Open()) { }")]
    [InlineData("using var x = [|Open()|]; using var y = [|Open()|];", "using var x = await Open(); using var y = await Open();")]
    [InlineData("[|Open()|].Dispose();", "(await Open()).Dispose();")]
    public Task Task_IsAwaited(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("using ([|Work()|]) { }")] // it gives nothing to dispose
    public Task WithoutDisposableResult_NoFixIsOffered(string statement) => Verify.NoFix(In(statement));

    private static string In(string statement) => AsyncSource.Statements(statement).Replace("Task Work()", "Task<Resource> Open() => null!; Task Work()");
}
