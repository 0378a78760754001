namespace Unravel.Analyzers.Tests.Together;

/// <summary>All rules over one snippet of shared state: one line gets one message.</summary>
public class SharedBodiesTogetherTests
{
    [Theory]
    [InlineData("void M(int[] xs) { var n = 0; Parallel.ForEach(xs, x => n++); }", "UNR5008")]
    [InlineData("void M(int[] xs) { var list = new List<int>(); Parallel.ForEach(xs, x => list.Add(x)); }", "UNR5009")]
    [InlineData("async Task M() { var ts = new List<Task>(); for (var i = 0; i < 3; i++) { ts.Add(Task.Run(() => { _n += i; })); } await Task.WhenAll(ts); }", "UNR5010")]
    [InlineData("async Task M() { var ts = new List<Task>(); for (var i = 0; i < 3; i++) { ts.Add(Task.Run(() => { _list.Add(i); })); } await Task.WhenAll(ts); }", "UNR5010")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => _volatile++); }", "UNR5006")]
    [InlineData("int M() => s_random.Next();", "UNR5019")]
    public async Task OneLine_GetsOneMessage(string member, string id)
    {
        var reports = await RunAll.Over($$"""
            class C
            {
                private static readonly Random s_random = new();
                private readonly List<int> _list = new();
                private int _n;
                private volatile int _volatile;
                public int N => _n + _list.Count;
                public {{member}}
            }
            """);
        Assert.Equal([id], reports.Select(report => report.Id));
    }

    [Theory]
    [InlineData("class C { void M() { System.Threading.Tasks.Task.Run(() => x++; } }")]
    [InlineData("class C { int n; void M() { System.Threading.Tasks.Parallel.For(0, 9, i => n +=); } }")]
    [InlineData("class C { C() { new System.Threading.Thread(Run).Start(; _a = } void Run() { } }")]
    [InlineData("using System.Threading.Tasks; var n = 0; Parallel.For(0, 9, i => { n++; }); System.Console.WriteLine(n);")]
    [InlineData("record R(int N) { int _n = N; void M() { System.Threading.Tasks.Task.Run(() => _n += N); } }")]
    public async Task OddCode_ThrowsNowhere(string source)
    {
        var reports = await RunAll.Over(source);
        Assert.DoesNotContain(reports, report => report.Id == "AD0001");
    }
}
