using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2017ValueTaskKeptAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2017ValueTaskKeptFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2017ValueTaskKeptTests
{
    [Theory]
    [InlineData("ValueTask<int> f; void M() => f = [|Get()|];")]
    [InlineData("ValueTask<int>? f; void M() => f ??= [|Get()|];")]
    [InlineData("ValueTask<int> P { get; set; } void M() { P = [|Get()|]; }")]
    [InlineData("static ValueTask<int> f = [|Get()|];")]
    [InlineData("ValueTask<int> P { get; } = [|Get()|];")]
    public Task ValueTaskInAMember_IsReported(string members) => Verify.Analyzer(Class(members));

    [Theory]
    [InlineData("Task<int>? f; void M() => f = Get().AsTask();")]
    [InlineData("ValueTask<int> f; void M() => f = Get().Preserve();")]
    [InlineData("ValueTask<int> f = new(1); ValueTask<int> g = default; ValueTask<int> h = ValueTask.FromResult(1);")]
    [InlineData("async Task M() { var v = Get(); await v; }")]
    [InlineData("ValueTask<int> M() => Get();")]
    [InlineData("void M() { Use(Get()); }")]
    [InlineData("int f; async Task M() { f = await Get(); }")]
    public Task DirectUse_IsSilent(string members) => Verify.Analyzer(Class(members));

    [Fact]
    public Task Fix_PreservesIt() => Verify.Fix(
        Class("ValueTask<int> f; ValueTask<int> g; void M() { f = [|Get()|]; /* and */ g = [|Get()|]; }"),
        Class("ValueTask<int> f; ValueTask<int> g; void M() { f = Get().Preserve(); /* and */ g = Get().Preserve(); }"));

    private static string Class(string members) => BlockingSource.Class(members + "\nstatic ValueTask<int> Get() => default; void Use(ValueTask<int> v) { }");
}
