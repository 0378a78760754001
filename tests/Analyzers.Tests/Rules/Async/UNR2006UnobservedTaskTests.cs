using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2006UnobservedTaskAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2006UnobservedTaskFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2006UnobservedTaskTests
{
    [Theory]
    [InlineData("var [|t|] = Work();")]
    [InlineData("Task [|t|] = Task.Run(() => { });")]
    [InlineData("var [|t|] = Work(); if (b) { return; } await t;")]
    [InlineData("var [|t|] = Work(); if (b) { await t; }")]
    [InlineData("var [|t|] = Text(); switch (list.Count) { case 1: await t; break; default: break; }")]
    [InlineData("foreach (var x in list) { var [|t|] = Work(); if (x == 1) { continue; } await t; }")]
    [InlineData("var t = Work(); var [|u|] = Work(); if (b) { await t; } else { await Task.WhenAll(t, u); }")]
    public Task PathWithoutRead_IsReported(string statement) => Verify.Analyzer(AsyncSource.Statements(statement));

    [Theory]
    [InlineData("var t = Work(); await t;")]
    [InlineData("var t = Work(); if (b) { await t; } else { list.Add(t.Id); }")]
    [InlineData("var t = Work(); await Own(); await t;")] // a path that ends with an exception does not count
    [InlineData("var t = Work(); if (b) { throw new Exception(); } await t;")]
    [InlineData("var t = Work(); try { await Own(); } finally { await t; }")]
    [InlineData("var t = Work(); Keep(t); void Keep(Task x) { }")]
    [InlineData("var t = Work(); Task field = t; await field;")]
    [InlineData("Task? t = null; if (b) { t = Work(); } if (b) { await t!; }")] // conditions that go together
    [InlineData("var t = b ? Work() : null; if (t != null) { await t; }")]
    [InlineData("var t = Work(); Func<Task> f = async () => await t; await f();")]
    [InlineData("var t = Task.Delay(5);")]
    [InlineData("var t = Task.FromResult(1);")]
    [InlineData("var t = Task.CompletedTask;")]
    [InlineData("var t = Work().ContinueWith(x => { });")]
    [InlineData("var outer = new Task<Task>(Work); var t = outer.Unwrap(); if (b) { return; } await t;")]
    [InlineData("while (true) { var t = Work(); await t; }")]
    [InlineData("var n = list.Count;")]
    public Task ReadOnEveryPath_IsSilent(string statement) => Verify.Analyzer(AsyncSource.Statements(statement));

    [Theory]
    [InlineData("var [|t|] = Work(); b = list.Count == 0;", "await Work(); b = list.Count == 0;")]
    [InlineData("Task [|t|] = Task.Run(() => { });", "await Task.Run(() => { });")]
    [InlineData("var [|t|] = Text(); // its result is not needed", "await Text(); // its result is not needed")]
    [InlineData("foreach (var x in list) { var [|t|] = Work(); } var [|u|] = Work();", "foreach (var x in list) { await Work(); } await Work();")]
    public Task NeverReadTask_IsAwaited(string statement, string repaired) => Verify.Fix(AsyncSource.Statements(statement), AsyncSource.Statements(repaired));

    [Theory]
    [InlineData("var [|t|] = Work(); if (b) { return; } await t;")] // where to await it is not in the code
    [InlineData("lock (list) { var [|t|] = Work(); }")]
    public Task OtherTask_IsNotRepaired(string statement) => Verify.NoFix(AsyncSource.Statements(statement));
}
