namespace Unravel.Analyzers.Tests.Together;

/// <summary>Rules about locks over one snippet: a line gets one message, from the rule that says most.</summary>
public sealed class LockObjectsTogetherTests
{
    [Theory]
    [InlineData("void M() { lock (this) { N(); } }", "UNR4011")]
    [InlineData("void M() { lock (this) { } }", "UNR4011")] // not UNR4024
    [InlineData("void M() { lock (typeof(C)) { } }", "UNR4010")]
    [InlineData("void M() { lock (\"gate\") { } }", "UNR4010")]
    [InlineData("void M() { lock (new object()) { } }", "UNR4009")]
    [InlineData("string _name = \"\"; void M() { lock (_name) { N(); } }", "UNR4010")] // not UNR4012
    [InlineData("public string Name = \"\"; void M() { lock (Name) { N(); } }", "UNR4010")] // nor UNR4011
    [InlineData("SemaphoreSlim _gate = new(1, 1); void M() { lock (_gate) { N(); } }", "UNR4013")] // not UNR4012
    [InlineData("public SemaphoreSlim Gate = new(1, 1); void M() { lock (Gate) { } }", "UNR4013")] // nor UNR4011 and UNR4024
    [InlineData("public object Gate = new(); void M() { lock (Gate) { N(); } }", "UNR4012")] // not UNR4011
    [InlineData("public readonly object Gate = new(); void M() { lock (Gate) { N(); } }", "UNR4011")]
    [InlineData("object _gate = new(); void M() { lock (_gate) { } }", "UNR4024")] // not UNR4012
    [InlineData("void M() { var gate = new SemaphoreSlim(1); lock (gate) { N(); } }", "UNR4009")] // not UNR4013
    [InlineData("void M() { Monitor.Enter(new Lock()); }", "UNR4009")]
    [InlineData("readonly object _a = new(), _b = new(); void M() { lock (_a) { lock (_b) { Monitor.Wait(_b); } } }", "UNR4016")] // not UNR4015
    [InlineData("readonly object _a = new(), _b = new(); public void M() { lock (_a) { Monitor.Wait(_b); } }", "UNR4014")] // nor UNR4015
    [InlineData("readonly SemaphoreSlim _s = new(1, 1); void M() { try { _s.Wait(10); N(); } finally { _s.Release(); } }", "UNR4006 UNR4007")] // two faults, two fixes
    [InlineData("void M(SpinLock spin) { var taken = false; spin.Enter(ref taken); }", "UNR4018")]
    [InlineData("readonly ConcurrentDictionary<string, int> _map = new(); void M() { if (!_map.ContainsKey(\"a\")) { _map[\"a\"] = _map[\"a\"] + 1; } }", "UNR5011")]
    [InlineData("volatile int _count; void M() { _count++; Interlocked.CompareExchange(ref _count, _count + 1, _count); }", "UNR5006 UNR5015")]
    public async Task OneFault_GetsOneMessage(string members, string ids)
    {
        var reports = await RunAll.Over("#pragma warning disable CS9216\nusing System.Collections.Concurrent;\npublic class C { void N() { } " + members + " }");
        Assert.Equal(ids, string.Join(" ", reports.Select(report => report.Id).Order(StringComparer.Ordinal)));
    }

    // Code that is incomplete, or that no one writes, throws in no analyzer.
    [Theory]
    [InlineData("class C { void M() { lock () { } lock (missing.Gate) { } Monitor.Enter(); Monitor.Wait(1, ; } }")]
    [InlineData("class C { object _g; void M() { lock (_g = new()) { } lock (_g!) { } lock (null) { } lock (default(object)) { } lock (_g is { } x ? x : throw null) { } } }")]
    [InlineData("class C { SemaphoreSlim s = new(1; void M() { try { s.Wait( } finally { s.Release() } s.WaitAsync(; } }")]
    [InlineData("unsafe struct S { volatile int x; void M(S* s) { s->x++; x++; lock ((object)this) { } Monitor.Enter(this); } }")]
    [InlineData("class C(object gate) { void M() { lock (gate) { } Monitor.Pulse(gate); } event Action E { add { } remove { } } }")]
    [InlineData("var gate = new object(); lock (gate) { } Monitor.Pulse(gate); partial class P { partial void M(); } partial class P { partial void M() { lock (this) { } } }")]
    [InlineData("record R(object Gate) { void M() { lock (Gate) { } var r = this with { Gate = new() }; } }")]
    [InlineData("interface I { object Gate { get; } void M() { lock (Gate) { } lock (this) { } } static volatile int s_x; static void N() => s_x++; }")]
    [InlineData("class C { [ThreadStatic] int a = , b; [ThreadStatic] static C() { } event Action E; void M() { if (E != null) E(; if (E is null) return; E(); } }")]
    [InlineData("class C { System.Collections.Concurrent.ConcurrentDictionary<int, Missing> d = new(); void M() { d.GetOrAdd(1, ; d[1]++; if (d.ContainsKey()) d[] = 1; d.ToList(; d.GetOrAdd(1, k => { return; }); } }")]
    [InlineData("class C { string field; string P { get => field; set { lock (field) { field = value; } } } int this[int i] { get { lock (this[i + 1].ToString()) { return 1; } } } }")]
    public async Task OddCode_ThrowsInNoAnalyzer(string source) =>
        Assert.DoesNotContain("AD0001", (await RunAll.Over(new Dictionary<string, string> { ["Test.cs"] = source }, withOff: true)).Select(report => report.Id));
}
