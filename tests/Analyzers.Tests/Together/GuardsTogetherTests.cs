namespace Unravel.Analyzers.Tests.Together;

/// <summary>Rules about guards over one snippet: where several could speak about one line, one does.</summary>
public sealed class GuardsTogetherTests
{
    [Theory]
    [InlineData("public IEnumerable<int> M() => _list.Where(x => x > 1);", "UNR5005")] // not UNR5003: it is read later
    [InlineData("public List<int> M() => _list;", "UNR5005")]
    [InlineData("public int M() => _list[0] + _list[1];", "UNR5003")] // one line, one lock
    [InlineData("public int M() => _x + _y;", "UNR5003")] // nor UNR5004
    [InlineData("static int s_n; public void M() { lock (_gate) { s_n++; } } public int N() => s_n;", "UNR4019")]
    [InlineData("int _n; public void M() { lock (_gate) { Interlocked.Increment(ref _n); } } public void N() { _n++; }", "UNR5007")]
    public async Task OneLine_GetsOneMessage(string members, string id)
    {
        var reports = await RunAll.Over($$"""
            public class C
            {
                private readonly object _gate = new();
                private readonly List<int> _list = new();
                private int _x, _y;
                public void Add(int x) { lock (_gate) { _list.Add(x); _x = x; _y = x; } }
                public void Clear() { lock (_gate) { _list.Clear(); _x = 0; _y = 0; } }
                {{members}}
            }
            """);
        Assert.Equal([id], reports.Select(report => report.Id));
    }

    // Code that is incomplete, or that no one writes, throws in no analyzer.
    [Theory]
    [InlineData("class C { object _g; int _x; void M() { lock (_g) { _x = ; } } int N() => _x")]
    [InlineData("class C { Missing _m; void M() { lock (_m) { _m.Foo = 1; _m[0] = } _m.Foo(); foreach (var x in _m) } } Missing N() => _m?.Where(; }")]
    [InlineData("class C { int _x; void M() { Interlocked.Increment(ref ); Volatile.Write(ref _x); _x = ; lock () { _x++; } } }")]
    [InlineData("[LockOrder(nameof(_a), 1)] class C { [GuardedBy(nameof())] int _x; [RequiresLock(null)] void M() => M(; object _a; }")]
    [InlineData("record R(object Gate) { int _x; public int X { get { lock (Gate) { return field + _x; } } set { lock (Gate) { _x = field = value; } } } public int Y => _x; }")]
    public async Task OddCode_ThrowsInNoAnalyzer(string source) =>
        Assert.DoesNotContain("AD0001", (await RunAll.Over(source)).Select(report => report.Id));
}
