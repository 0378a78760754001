using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2022ContextPolicyAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2022ContextPolicyFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2022ContextPolicyTests
{
    [Theory]
    [InlineData("await [|t|];", "await t.ConfigureAwait(false);")]
    [InlineData("_ = (await [|Get()|]).ToString(); // x", "_ = (await Get().ConfigureAwait(false)).ToString(); // x")]
    [InlineData("await ([|b ? t : t|]);", "await (b ? t : t).ConfigureAwait(false);")]
    [InlineData("await foreach (var i in [|stream|]) { }", "await foreach (var i in stream.ConfigureAwait(false)) { }")]
    [InlineData("await foreach (var i in [|stream.WithCancellation(token)|]) { }", "await foreach (var i in stream.WithCancellation(token).ConfigureAwait(false)) { }")]
    [InlineData("await using ([|d|]) { }", "await using (d.ConfigureAwait(false)) { }")]
    public Task InALibrary_AwaitIsConfigured(string before, string after) => Verify.Fix(In(before), In(after), Mode("library"));

    [Theory]
    [InlineData("await t.ConfigureAwait(false);")]
    [InlineData("await t.ConfigureAwait(true);")]
    [InlineData("await Task.Yield();")]
    [InlineData("await foreach (var i in stream.ConfigureAwait(false)) { }")]
    [InlineData("await using (d.ConfigureAwait(false)) { }")]
    [InlineData("foreach (var i in new[] { 1 }) { } using (var c = new CancellationTokenSource()) { }")]
    public Task InALibrary_ConfiguredAwaitIsSilent(string statement) => Verify.Analyzer(In(statement), Mode("library"));

    [Fact]
    public Task NamedResource_IsReportedWithoutFix() =>
        Verify.Fix(In("await using var x = [|d|];"), In("await using var x = [|d|];"), Mode("library"));

    [Theory]
    [InlineData("await [|t.ConfigureAwait(false)|];", "await t;")]
    [InlineData("_ = (await [|Get().ConfigureAwait(false)|]) + 1;", "_ = (await Get()) + 1;")]
    [InlineData("await foreach (var i in [|stream.ConfigureAwait(false)|]) { }", "await foreach (var i in stream) { }")]
    public Task InAnApplication_AwaitKeepsTheContext(string before, string after) => Verify.Fix(In(before), In(after), Mode("app"));

    [Theory]
    [InlineData("off")]
    [InlineData("")]
    public Task WithoutPolicy_NothingIsReported(string mode) => Verify.Analyzer(In("await t; await t.ConfigureAwait(false);"), Mode(mode));

    [Fact]
    public Task TypeWithAContext_IsSilent() => Verify.Analyzer(
        "class Page : System.Windows.Forms.Control { async System.Threading.Tasks.Task M() { await System.Threading.Tasks.Task.Delay(1); } }\n" +
        "namespace System.Windows.Forms { public class Control { } }",
        Mode("library"));

    private static Action<Microsoft.CodeAnalysis.Testing.AnalyzerTest<Microsoft.CodeAnalysis.Testing.DefaultVerifier>> Mode(string mode) => test =>
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nunravel.UNR2022.mode = " + mode));

    private static string In(string statement) => BlockingSource.Class(
        $"async Task M(Task t, bool b, IAsyncEnumerable<int> stream, IAsyncDisposable d, CancellationToken token) {{ {statement}\n}}\nTask<int> Get() => null!;");
}
