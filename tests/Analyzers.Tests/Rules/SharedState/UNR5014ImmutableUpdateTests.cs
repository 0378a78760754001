using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5014ImmutableUpdateAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5014ImmutableUpdateFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Shared immutable collections that are replaced without a lock.</summary>
public sealed class UNR5014ImmutableUpdateTests
{
    private static string Type(string members) => $$"""
        using System.Collections.Immutable;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            ImmutableList<int> _list = ImmutableList<int>.Empty;
            static ImmutableDictionary<int, int> s_map = ImmutableDictionary<int, int>.Empty;
            readonly object _gate = new();
            int _n;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public void Add(int x) { [|_list = _list.Add(x)|]; } public void N() { Interlocked.Increment(ref _n); }")]
    [InlineData("public void Add(int x) { [|this._list = this._list.Add(x)|]; } public void N() { lock (_gate) { _n++; } }")]
    [InlineData("public void Add(int x) { [|_list = _list.Remove(x).Add(x)|]; } public void N() { Volatile.Write(ref _n, 1); }")]
    [InlineData("public void Add(int x) { Task.Run(() => [|s_map = s_map.SetItem(x, 1)|]); }")]
    public Task ReplacedWithoutALock_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public void Add(int x) { _list = _list.Add(x); }")] // nothing says that threads share it
    [InlineData("public void Add(int x) { lock (_gate) { _list = _list.Add(x); } }")]
    [InlineData("public void Add(int x) { lock (_gate) { Inner(x); } } void Inner(int x) { _list = _list.Add(x); }")]
    [InlineData("public void Add(int x) { ImmutableInterlocked.Update(ref _list, l => l.Add(x)); }")]
    [InlineData("public void Add(int x) { var l = _list; l = l.Add(x); Interlocked.Increment(ref _n); }")]
    [InlineData("public void Reset() { _list = ImmutableList<int>.Empty; Interlocked.Increment(ref _n); }")]
    [InlineData("public void Reset() { _list = _list.Clear(); Interlocked.Increment(ref _n); }")]
    [InlineData("public C() { _list = _list.Add(1); Interlocked.Increment(ref _n); }")]
    [InlineData("public C() { Init(); Interlocked.Increment(ref _n); } void Init() { _list = _list.Add(1); }")]
    [InlineData("public void Add(int x) { _list = _list.Add(x); } public void N() { lock (_gate) { _list = _list.Add(1); } }")] // UNR5003
    public Task OtherUses_AreSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_UsesImmutableInterlocked() => Verify.Fix(
        Type("public void Add(int x) { [|_list = _list.Add(x)|]; /* a */ [|this._list = this._list.Remove(x)|]; } public void N() { Interlocked.Increment(ref _n); }"),
        Type("public void Add(int x) { ImmutableInterlocked.Update(ref _list, current => current.Add(x)); /* a */ ImmutableInterlocked.Update(ref this._list, current => current.Remove(x)); } public void N() { Interlocked.Increment(ref _n); }"));

    [Fact]
    public Task Fix_IsNotOfferedInAnExpression() =>
        Verify.NoFix(Type("public object Add(int x) => [|_list = _list.Add(x)|]; public void N() { Interlocked.Increment(ref _n); }"));
}
