using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2013AwaitOfNullAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2013AwaitOfNullFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2013AwaitOfNullTests
{
    [Theory]
    [InlineData("await [|c?.Work()|];")]
    [InlineData("await [|c?.Other?.Work()|];")]
    [InlineData("await ([|c?.Work()|]);")]
    [InlineData("await ([|c?.Work()|]).ConfigureAwait(false);")]
    [InlineData("var s = await [|c?.Text()|];")]
    [InlineData("await (b ? Work() : [|null|]);")]
    [InlineData("await ([|o as Task|]);")]
    [InlineData("Func<Task> f = async () => await [|c?.Work()|];")]
    public Task AwaitOfWhatMayBeNull_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("await (c?.Work() ?? Task.CompletedTask);")]
    [InlineData("await c.Work();")]
    [InlineData("await (c ?? this).Work();")]
    [InlineData("if (c != null) { await c.Work(); }")]
    [InlineData("var t = c?.Work(); if (t != null) { await t; }")]
    [InlineData("await (Task)o;")]
    [InlineData("await (b ? Work() : Text());")]
    [InlineData("await c?.Work()!;")]
    public Task AwaitOfTask_IsSilent(string statement) => Verify.Analyzer(In(statement));

    [Fact]
    public Task WhereTheCompilerFollowsNull_IsSilent() => Verify.Analyzer(
        AsyncSource.Class("async Task M(C? c) { await {|CS8602:c?.Work()|}; }"),
        test => test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.Warnings);

    [Theory]
    [InlineData("await [|c?.Work()|];", "await (c?.Work() ?? Task.CompletedTask);")]
    [InlineData("var s = await [|c?.Text()|];", "var s = await (c?.Text() ?? Task.FromResult(default(string)));")]
    [InlineData("await ([|c?.Work()|]).ConfigureAwait(false);", "await (c?.Work() ?? Task.CompletedTask).ConfigureAwait(false);")]
    [InlineData("await [|c?.Work()|]; /* then */ await [|c?.Other?.Work()|];", "await (c?.Work() ?? Task.CompletedTask); /* then */ await (c?.Other?.Work() ?? Task.CompletedTask);")]
    public Task Null_IsReplacedByCompletedTask(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("await ([|o as Task|]);")]
    public Task TriedCast_IsNotFixed(string statement) => Verify.NoFix(In(statement));

    private static string In(string statement) =>
        AsyncSource.Oblivious("C Other;\nasync Task M(C c, object o, bool b)\n{\n    await Work();\n    " + statement + "\n}");
}
