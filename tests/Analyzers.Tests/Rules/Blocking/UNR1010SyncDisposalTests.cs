using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1010SyncDisposalAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1010SyncDisposalFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1010SyncDisposalTests
{
    [Theory]
    [InlineData("[|using|] var f = new System.IO.FileStream(\"a\", System.IO.FileMode.Open);")]
    [InlineData("[|using|] (var f = System.IO.File.OpenWrite(\"a\")) { }")]
    [InlineData("[|using|] (System.IO.Stream f = System.IO.File.Create(\"a\")) { }")]
    [InlineData("[|using|] var f = System.IO.File.Open(\"a\", System.IO.FileMode.Open);")]
    [InlineData("[|using|] var f = new System.IO.FileStream(\"a\", System.IO.FileMode.Open, System.IO.FileAccess.ReadWrite);")]
    [InlineData("[|using|] (r) { }")]
    [InlineData("r.[|Dispose|]();")]
    [InlineData("[|using|] var w = new System.IO.StreamWriter(\"a\");")]
    [InlineData("[|using|] var d = new Own.DerivedResource();")]
    public Task DisposalWithWork_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("await using var f = new System.IO.FileStream(\"a\", System.IO.FileMode.Open);")]
    [InlineData("await r.DisposeAsync();")]
    [InlineData("using var m = new System.IO.MemoryStream();")] // meziantou#1132: DisposeAsync only calls Dispose
    [InlineData("using var w = new System.IO.StringWriter();")]
    [InlineData("using var h = new Own.Hollow();")]
    [InlineData("using System.IO.Stream s = Open();")] // who knows what it is
    [InlineData("using var x = t.Register(() => { }); using var timer = new Timer(_ => { });")]
    [InlineData("using var s = new SemaphoreSlim(1);")]
    [InlineData("using var f = System.IO.File.OpenRead(\"a\");")] // nothing to flush
    [InlineData("using (System.IO.Stream f = new System.IO.FileInfo(\"a\").OpenRead()) { }")]
    [InlineData("using var f = new System.IO.FileStream(\"a\", System.IO.FileMode.Open, System.IO.FileAccess.Read);")]
    [InlineData("using var f = System.IO.File.Open(\"a\", System.IO.FileMode.Open, System.IO.FileAccess.Read, System.IO.FileShare.None);")]
    [InlineData("var f = System.IO.File.OpenRead(\"a\"); f.Dispose(); using (f) { }")]
    [InlineData("Action a = () => { using var f = System.IO.File.Create(\"a\"); };")]
    [InlineData("lock (this) { r.Dispose(); }")]
    [InlineData("r?.Dispose();")]
    public Task DisposalWithoutWork_IsSilent(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("void M(Own.Resource r) { using (r) { } }")]
    [InlineData("Task M(Own.Resource r) { r.Dispose(); return Task.CompletedTask; }")]
    [InlineData("class D : IAsyncDisposable { Own.Resource r = new(); public async ValueTask DisposeAsync() { await Task.Yield(); r.Dispose(); } }")]
    public Task OtherFunctions_AreSilent(string member) => Verify.Analyzer(BlockingSource.Class(member) + Types);

    [Theory]
    [InlineData("[|using|] var f = System.IO.File.OpenWrite(\"a\"); // keeps", "await using var f = System.IO.File.OpenWrite(\"a\"); // keeps")]
    [InlineData("// before\n    [|using|] (r) { }", "// before\n    await using (r) { }")]
    [InlineData("r.[|Dispose|]();", "await r.DisposeAsync();")]
    [InlineData("[|using|] (r) { [|using|] var f = System.IO.File.OpenWrite(\"a\"); }", "await using (r) { await using var f = System.IO.File.OpenWrite(\"a\"); }")]
    public Task Fix_DisposesAsynchronously(string statement, string repaired) => Verify.Fix(In(statement), In(repaired));

    private const string Types =
        """

        namespace Own
        {
            class Resource : IDisposable, IAsyncDisposable
            {
                public void Dispose() { }
                public virtual async ValueTask DisposeAsync() { await System.Threading.Tasks.Task.Delay(1); Dispose(); }
            }

            class DerivedResource : Resource { }

            class Hollow : IDisposable, IAsyncDisposable
            {
                public void Dispose() { }
                public ValueTask DisposeAsync() { Dispose(); return default; }
            }
        }
        """;

    private static string In(string statement) => BlockingSource.Class(
        "async Task M(Own.Resource r, CancellationToken t)\n{\n    await Task.Yield();\n    " + statement + "\n}\n\nSystem.IO.Stream Open() => null!;") + Types;
}
