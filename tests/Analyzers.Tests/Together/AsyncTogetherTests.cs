namespace Unravel.Analyzers.Tests.Together;

/// <summary>All rules over one snippet of async code: one line gets one message.</summary>
public class AsyncTogetherTests
{
    private const string Rest =
        """

            Task Work() => Task.CompletedTask;
            Task<string> Text() => Task.FromResult("");
            Task<Stream> Open() => null!;
        }
        """;

    [Theory]
    [InlineData("async void M() { await Work(); }", "UNR2001")]
    [InlineData("void M() { Action a = async () => await Work(); }", "UNR2003")]
    [InlineData("void M(List<int> l) { l.ForEach(async x => { Action a = () => Work(); await Work(); }); }", "UNR2003 UNR2004")]
    [InlineData("void M() { Work(); }", "UNR2004")]
    [InlineData("void M() { using var f = File.Create(\"a\"); Task.Run(() => f.WriteByte(1)); }", "UNR2010")]
    [InlineData("void M() { using (var f = File.Create(\"a\")) { _ = Task.Run(() => f.WriteByte(1)); } }", "UNR2010")]
    [InlineData("void M(C? c) { c?.Work(); }", "UNR2004")]
    [InlineData("void M() { try { Work(); } catch (Exception) { } }", "UNR2009")]
    [InlineData("void M() { try { _ = Work(); } catch (Exception) { } }", "UNR2009")]
    [InlineData("Task M() { try { using var s = new MemoryStream(); return s.FlushAsync(); } catch (Exception) { return Work(); } }", "UNR2008")]
    [InlineData("Task M() { using var s = new MemoryStream(); try { return s.FlushAsync(); } catch (Exception) { return Work(); } }", "UNR2009")]
    [InlineData("void M() { Task.Factory.StartNew(async () => await Work()); }", "UNR2004")]
    [InlineData("async Task M() { await Task.Factory.StartNew(async () => await Work()); }", "UNR2007")]
    [InlineData("async Task M() { await Task.Yield(); var t = Task.Factory.StartNew(async () => await Work()); }", "UNR2006")]
    [InlineData("async Task M() { await Task.Yield(); using (Open()) { } }", "UNR2015")]
    [InlineData("async Task M() { await Task.Yield(); using var s = Open(); }", "UNR2015")]
    [InlineData("async Task M() { await Task.Yield(); Console.WriteLine(Text()); }", "UNR2023")]
    [InlineData("async Task M() { await Task.Yield(); if (Text() == null) { } }", "UNR2014")]
    [InlineData("async Task M() { await Task.Yield(); var t = Text(); if (t == null) { } }", "UNR2014")]
    [InlineData("async Task M() { try { await Task.WhenAll(Work(), Work()); } catch (AggregateException) { } }", "UNR2027")]
    [InlineData("void M() { Text().ToString(); }", "UNR2023")]
    [InlineData("void M() { Task.Run(async () => await Work()); }", "UNR2004")]
    public async Task OneLine_GetsOneMessage(string member, string ids)
    {
        var reports = await RunAll.Over("class C { " + member + Rest);
        Assert.Equal(ids.Split(' '), reports.Select(report => report.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("#nullable disable\nclass C { Task M() => null; }", "UNR2012")]
    [InlineData("#nullable disable\nclass C { async Task M(C c) { await c?.M(null); } Task M(object o) => Task.CompletedTask; }", "UNR2013")]
    public async Task ObliviousCode_GetsOneMessage(string source, string id) =>
        Assert.Equal([id], (await RunAll.Over(source)).Select(report => report.Id));

    // Code that is incomplete, or that no one writes, throws in no analyzer.
    [Theory]
    [InlineData("class C { async void () { } async void M(")]
    [InlineData("class C { void M() { using (Missing()) { } using var x = ; try { return } catch (AggregateException { } } }")]
    [InlineData("class C { Task M() { try { return Missing(); } catch { return ; } } Task N() => x?.; async Task O() { await ; await x?.Y(); } }")]
    [InlineData("class C { void M(Task t) { Task.Factory.StartNew(async () => ; t.ContinueWith(); $\"{t\" + t; if (t == ) { } } }")]
    [InlineData("class C { void M(dynamic d) { d.FooAsync(); _ = d?.FooAsync(); using (d) { } lock (d) { d.X(); } list.ForEach(async x => ); } }")]
    [InlineData("class C { unsafe void M(delegate*<Task> f) { f(); } event Action E { add { E += async () => { }; } remove { } } }")]
    public async Task OddCode_ThrowsInNoAnalyzer(string source) =>
        Assert.DoesNotContain("AD0001", (await RunAll.Over(source)).Select(report => report.Id));
}
