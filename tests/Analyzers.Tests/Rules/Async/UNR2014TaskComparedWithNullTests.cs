using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2014TaskComparedWithNullAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2014TaskComparedWithNullFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2014TaskComparedWithNullTests
{
    [Theory]
    [InlineData("if ([|Text()|] == null) { }")]
    [InlineData("if (null != [|Text()|]) { }")]
    [InlineData("if ([|c.Text()|] is null) { }")]
    [InlineData("if ([|Text()|] is not null) { }")]
    [InlineData("if ([|File.ReadAllTextAsync(\"\")|] == null) { }")]
    [InlineData("var text = Text(); if ([|text|] == null) { }")]
    [InlineData("var text = Text(); if (b && [|text|] != null) { }")]
    public Task FreshTaskComparedWithNull_IsReported(string statement) => Verify.Analyzer(AsyncSource.Statements(statement));

    [Theory]
    [InlineData("if (await Text() == null) { }")]
    [InlineData("if (kept == null) { kept = Text(); }")]
    [InlineData("if (other?.Text() == null) { }")]
    [InlineData("var d = new Dictionary<int, Task<string>>(); if (d.GetValueOrDefault(1) == null) { }")] // it may be missing
    [InlineData("var l = new List<Task<string>>(); if (l.FirstOrDefault() is null) { }")]
    [InlineData("Task<string>? t = null; if (b) { t = Text(); } if (t == null) { }")]
    [InlineData("var t = Text(); if (b) { t = null!; } if (t == null) { }")]
    [InlineData("if (Maybe() == null) { } Task<string>? Maybe() => null;")]
    [InlineData("if (Text().Result == null) { }")]
    [InlineData("Func<Task<string>> f = Text; if (f == null) { }")]
    public Task TaskThatMayBeNull_IsSilent(string statement) =>
        Verify.Analyzer(AsyncSource.Statements(statement).Replace("Task Work()", "Task<string>? kept; Task Work()"));

    [Theory]
    [InlineData("if ([|Text()|] == null) { }", "if (await Text() == null) { }")]
    [InlineData("if ([|Text()|] is not null && [|c.Text()|] is null) { }", "if (await Text() is not null && await c.Text() is null) { }")]
    public Task Task_IsAwaited(string before, string after) => Verify.Fix(AsyncSource.Statements(before), AsyncSource.Statements(after));

    [Theory]
    [InlineData("if ([|Text()|] == null) { }")]
    public Task InSyncCode_NoFixIsOffered(string statement) => Verify.NoFix(AsyncSource.SyncStatements(statement));
}
