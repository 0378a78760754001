using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2006UnobservedTaskAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

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
}
