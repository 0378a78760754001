using Microsoft.CodeAnalysis;
using Unravel.Catalog;

namespace Unravel.Analyzers.Tests.Together;

/// <summary>All rules over one snippet: one fault gets one message, and odd code gets none.</summary>
public class BlockingTogetherTests
{
    [Theory]
    [InlineData("async Task M(Task<int> t) { await Task.Yield(); t.Wait(); }", "UNR1001")]
    [InlineData("void M(Task<int> t) { t.Wait(); }", "UNR1002")]
    [InlineData("async Task M(Task<int> t) { await Task.Yield(); t.ConfigureAwait(false).GetAwaiter().GetResult(); }", "UNR1001")]
    [InlineData("async Task M(Task<int> t) { await Task.Yield(); Task.WaitAll(t, t); }", "UNR1001")]
    [InlineData("async Task M(Task<int> t) { await Task.Yield(); Task.WhenAll(t, t).GetAwaiter().GetResult(); }", "UNR1001")]
    [InlineData("async Task M(Task<int> t) { await Task.Yield(); t.Wait(); _ = t.Result; }", "UNR1001")] // the second does not wait any more
    [InlineData("async Task M(Task<int> t) { await Task.Yield(); Func<int> f = () => t.Result; }", "UNR1002")]
    [InlineData("void M(Task<int> t) { lock (this) { t.Wait(); } }", "UNR4021")] // the warning speaks, the suggestion yields
    [InlineData("async Task M(Task<int> t, CancellationToken c) { await Task.Yield(); t.Wait(c); }", "UNR1001")] // WaitAsync binds, and is no twin
    [InlineData("async Task M(SemaphoreSlim s) { await Task.Yield(); s.Wait(); }", "UNR1005")]
    [InlineData("async Task M(SemaphoreSlim s) { await Task.Yield(); lock (this) { s.Wait(); } }", "UNR1005")]
    [InlineData("async Task M() { await Task.Yield(); Thread.Sleep(9); }", "UNR1004")]
    [InlineData("async Task M(FileStream f) { await Task.Yield(); f.Flush(); }", "UNR1003")]
    [InlineData("async Task M(FileStream f) { await Task.Yield(); f.Dispose(); }", "UNR1010")]
    [InlineData("async Task M(System.Diagnostics.Process p) { await Task.Yield(); p.WaitForExit(); }", "UNR1003")] // and a blocking member by the data file
    [InlineData("async Task M(System.Diagnostics.Process p) { await Task.Yield(); p.WaitForExit(9); }", "UNR1006")] // no twin
    [InlineData("int M() { Thread.Sleep(9); return 1; } Task<int> MAsync() => Task.FromResult(1); async Task N() { await Task.Yield(); M(); }", "UNR1003")] // and UNR1006
    [InlineData("void M() { Thread.Sleep(9); } async Task N() { await Task.Yield(); M(); }", "UNR1006")]
    [InlineData("int P => Task.Run(() => 1).Result;", "UNR1007")]
    [InlineData("C() { Task.Delay(1).Wait(); }", "UNR1007")]
    [InlineData("static int s_x; static C() { Task.Run(() => s_x = 1).Wait(); }", "UNR1008")]
    [InlineData("Lazy<int> L = new(() => Task.Run(() => 1).Result);", "UNR1007")]
    [InlineData("async Task M(StreamReader r) { await Task.Yield(); _ = r.EndOfStream; }", "UNR1009")]
    [InlineData("async Task M(System.Collections.Concurrent.BlockingCollection<int> b) { await Task.Yield(); b.Take(); }", "UNR1011")]
    [InlineData("async Task M(IAsyncEnumerable<int> s) { await Task.Yield(); foreach (var x in s.ToBlockingEnumerable()) { } }", "UNR1011")]
    public async Task OneFault_GetsOneMessage(string member, string id)
    {
        var reports = await RunAll.Over("class C { " + member + " }");
        Assert.Equal([id], reports.Select(report => report.Id));
    }

    // Code that is incomplete, or that no one writes, throws in no analyzer.
    [Theory]
    [InlineData("class C { int M() => missing.Result; }")]
    [InlineData("class C { void M(Missing t) { t.Wait(); Task.WaitAll(); Task.WaitAll(1, 2; } }")]
    [InlineData("class C { async Task M() { Task.WaitAll(tasks: ); await ; } }")]
    [InlineData("class C { void M(Task t) { t.Wait(; t.GetAwaiter().GetResult(1); } ")]
    [InlineData("class C { async Task M() { File.ReadAllText(; Missing(1).Foo(); new Missing().Dispose(); using var x = ; using (y) { } Thread.Sleep(); Thread.Sleep(missing); } }")]
    [InlineData("class C { static C() { Task.Run(missing).Wait(); var t = new Thread(; t.Join(); } Lazy<int> L = new(() => missing.Result, ; }")]
    [InlineData("class C { async Task M(dynamic d) { d.Flush(); d.Dispose(); foreach (var x in d.GetConsumingEnumerable()) { } } void M() { M(); M(1); } }")]
    [InlineData("class C { void M(dynamic d) { d.Wait(); _ = d.Result; } }")]
    [InlineData("/// <see cref=\"Task{T}.Result\"/>\nclass C { [Obsolete(nameof(Task<int>.Result))] void M() { var x = new { Result = 1 }; _ = x.Result; } }")]
    [InlineData("class C { void M(string s) { lock (s) { } using (null) { } foreach (var c in s) { try { goto end; } finally { } } end: ; } Task T => Task.Run(() => T.IsCompleted); }")]
    public async Task OddCode_ThrowsInNoAnalyzer(string source) =>
        Assert.DoesNotContain("AD0001", (await RunAll.Over(source)).Select(report => report.Id));

    [Fact]
    public void EveryRuleId_HasTheAnalyzersThatTheCatalogueSays() =>
        Assert.All(
            RunAll.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).GroupBy(descriptor => descriptor.Id),
            rule => Assert.Equal(
                Catalog.Rules.Get(rule.Key).InCodeWhen switch { InCodeWhen.Typed => [false], InCodeWhen.Built => [true], _ => new[] { false, true } },
                rule.Select(descriptor => descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd)).Order()));

    [Fact]
    public void Severities_AreThoseOfTheCatalogue()
    {
        foreach (DiagnosticDescriptor descriptor in RunAll.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics))
        {
            var rule = Catalog.Rules.Get(descriptor.Id);
            Assert.Equal(Describe.Severity(rule.Level), descriptor.DefaultSeverity);
            Assert.Equal(rule.Category.ToString(), descriptor.Category);
        }
    }
}
