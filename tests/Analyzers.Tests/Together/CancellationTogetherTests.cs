namespace Unravel.Analyzers.Tests.Together;

/// <summary>Where several rules of async code and cancellation could speak about one fault, one does.</summary>
public class CancellationTogetherTests
{
    [Theory]
    [InlineData("async Task M(IAsyncEnumerable<int> s, CancellationToken token) { await foreach (var x in s) { } }", "UNR3006")]
    [InlineData("async Task M(CancellationToken token) { await Task.Delay(1); }", "UNR3001")]
    [InlineData("async Task M(CancellationToken token) { using var c = new CancellationTokenSource(1); await Task.Delay(1, c.Token); }", "UNR3009")]
    [InlineData("async Task M(CancellationToken token) { var c = new CancellationTokenSource(1); await Task.Delay(1, c.Token); }", "UNR3004")]
    [InlineData("void M(CancellationToken token) { _ = new ParallelOptions(); }", "UNR3001")]
    [InlineData("async Task M(Stream s, CancellationToken token) { try { await Task.Yield(); } finally { await s.FlushAsync(token); } }", "UNR3007")]
    [InlineData("async Task M(Task<int> t, CancellationToken token) { await Task.WhenAny(t, Task.Delay(5000)); }", "UNR2021")]
    [InlineData("async Task M(Task<int> t, CancellationToken token) { await Task.WhenAny([t, Task.Delay(5000, default)]); }", "UNR2021")]
    [InlineData("async Task M(Task<int> t, CancellationToken token) { await Task.WhenAny(t, Task.Delay(50)); }", "UNR3001")]
    [InlineData("async Task M(ValueTask<int> v) { await v; _ = v.Result; }", "UNR2016")]
    [InlineData("async Task M(ValueTask<int> v) { await v; await v; }", "UNR2016")]
    [InlineData("async Task M(ValueTask<int> v) { await Task.Yield(); _ = v.Result; }", "UNR1001")]
    [InlineData("async Task M(CancellationToken token) { await Parallel.ForEachAsync(new[] { 1 }, token, async (x, inner) => await Task.Delay(x, token)); }", "UNR3002")]
    [InlineData("async Task M(CancellationToken token) { await Parallel.ForEachAsync(new[] { 1 }, token, async (x, inner) => await Task.Delay(x)); }", "UNR3001")]
    public async Task OneFault_GetsOneMessage(string member, string ids)
    {
        var reports = await RunAll.Over("class C { " + member + " }");
        Assert.Equal(ids.Split(' ').Order(), reports.Select(report => report.Id).Order());
    }

    // Code that is incomplete, or that no one writes, throws in no analyzer.
    [Theory]
    [InlineData("class C { async Task M(CancellationToken token) { await foreach (var x in ) { } await Missing(token; } }")]
    [InlineData("class C { Task M(CancellationToken token) => Parallel.ForEachAsync(, token, async (x, y) => await ); }")]
    [InlineData("class C { void M() { using var c = new CancellationTokenSource(; var t = new TaskCompletionSource<>(); t.SetResult(); t.SetResult(1); } }")]
    [InlineData("class C { event Missing E; async Task M(ValueTask<Missing> v) { await E(1); await v; await v; Task.WhenAny(); Task.WhenAny(null, Task.Delay()); } }")]
    [InlineData("class C { AsyncLocal<int> A = new(); int P => A.Value; async Task M() { A.Value = ; foreach (var x in missing.Select(y => { })) { } try { } catch (Missing) { } } }")]
    [InlineData("class C { ValueTask<int> F = G(); ValueTask<int> P { get; } = missing; void M() { F = ; Task.Run(); Task.Run(() => { new TaskCompletionSource().SetResult(); }); } }")]
    public async Task OddCode_ThrowsInNoAnalyzer(string source) =>
        Assert.DoesNotContain("AD0001", (await RunAll.Over(source)).Select(report => report.Id));
}
