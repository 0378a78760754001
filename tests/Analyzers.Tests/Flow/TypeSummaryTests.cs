namespace Unravel.Analyzers.Tests.Flow;

/// <summary>What is held at accesses to fields when callers, phases and threads are counted in.</summary>
public sealed class TypeSummaryTests
{
    [Theory]
    [InlineData("int Get() => _n;", "_n Read []")]
    [InlineData("void Set() { _n = 1; }", "_n Write []")]
    [InlineData("void Set() { _n++; }", "_n Compound []")]
    [InlineData("void Set() { lock (_a) { _n += 2; } }", "_n Compound [_a]")]
    [InlineData("void Set() { _o ??= new(); }", "_o Compound []")]
    [InlineData("void Set() { lock (_a) { _o ??= new(); } }", "_o Compound [_a]")]
    [InlineData("void Set() { Interlocked.Increment(ref _n); }", "_n Atomic []")]
    [InlineData("int Get() => Volatile.Read(ref _n);", "_n VolatileRead []")]
    [InlineData("void Set() => Volatile.Write(ref _n, 1);", "_n VolatileWrite []")]
    [InlineData("void Set() { Use(ref _n); static void Use(ref int n) { } }", "_n Reference []")]
    [InlineData("void Set() { (_n, _) = (1, 2); }", "_n Write []")]
    [InlineData("void Set() { Auto = 1; _ = Auto; }", "Auto Write []|Auto Read []")]
    [InlineData("void Set(C other) { other._n = 1; }", "_n Write of Other []")]
    [InlineData("C Make() { var made = new C(); made._n = 1; return made; }", "_n Write of Fresh []")]
    [InlineData("static void Set() { s_n = 1; }", "s_n Write []")]
    public Task Access_SaysWhatItDoes(string members, string expected) => Check(members, expected);

    [Theory]
    [InlineData("public void One() { lock (_a) { Inner(); } } void Inner() { _n++; }", "_n Compound [_a]")]
    [InlineData("public void One() { lock (_a) { Inner(); } } public void Two() { Inner(); } void Inner() { _n++; }", "_n Compound []")]
    [InlineData("public void One() { lock (_a) { Inner(); } } public void Two() { lock (_b) lock (_a) { Inner(); } } void Inner() { _n++; }", "_n Compound [_a]")]
    [InlineData("public void One() { lock (_a) { Inner(); } } void Inner() { Deeper(); } void Deeper() { _n++; if (_n < 3) Inner(); }", "_n Compound [_a]|_n Read [_a]")]
    [InlineData("public void One() { lock (_a) { Inner(); } } void Inner() { _n++; } public Action Out() => Inner;", "_n Compound []")]
    [InlineData("public void One() { lock (_a) { Inner(); } } public void Inner() { _n++; }", "_n Compound []")]
    [InlineData("public void One(C other) { lock (_a) { other.Inner(); } } void Inner() { _n++; }", "_n Compound []")]
    [InlineData("public void One() { lock (_a) { L(); } void L() { _n++; } }", "_n Compound [_a]")]
    [InlineData("public void One() { lock (_a) { _list.ForEach(x => _n++); } }", "_list Read [_a]|_n Compound [_a]")]
    [InlineData("public void One() { lock (_a) { Inner(); } } void Inner() { _list.ForEach(x => _n++); }", "_list Read [_a]|_n Compound [_a]")]
    [InlineData("public async Task One() { await _s.WaitAsync(); try { await Inner(); } finally { _s.Release(); } } async Task Inner() { await Task.Yield(); _n++; }", "_n Compound [_s]")]
    [InlineData("public void One() { lock (_a) { _ = Inner(); } } async Task Inner() { await Task.Yield(); _n++; }", "_n Compound []")]
    [InlineData("public void One() { lock (_a) { foreach (var x in Inner()) { } } } IEnumerable<int> Inner() { yield return _n; }", "_n Read []")]
    [InlineData("[Unravel.Annotations.RequiresLock(nameof(_a))] public void One() { _n++; }", "_n Compound [_a]")]
    [InlineData("public void One() { In(); _n++; Out(); _n = 1; } [Unravel.Annotations.AcquiresLock(nameof(_a))] void In() => Monitor.Enter(_a); [Unravel.Annotations.ReleasesLock(nameof(_a))] void Out() => Monitor.Exit(_a);", "_n Compound [_a]|_n Write []")]
    public Task Helper_InheritsWhatAllItsCallersHold(string members, string expected) => Check(members, expected);

    [Theory]
    [InlineData("public C() { _n = 1; Fill(); } void Fill() { _n = 2; }", "_n Write [] Instance|_n Write [] Instance")]
    [InlineData("static C() { s_n = 1; }", "s_n Write [] Static")]
    [InlineData("public void Dispose() { _n = 1; Dispose(true); } protected virtual void Dispose(bool really) { _n = 2; } ~C() { _n = 3; }", "_n Write [] Teardown|_n Write [] Teardown|_n Write [] Teardown")]
    [InlineData("public C() { _n = 1; Fill(); } public void Two() { Fill(); } void Fill() { _n = 2; }", "_n Write [] Instance|_n Write []")]
    [InlineData("public C() { Task.Run(() => _n++); }", "_n Compound [] this lambda runs in Task.Run")]
    public Task Phase_IsKnown(string members, string expected) => Check(members, expected);

    [Theory]
    [InlineData("public void One() { new Thread(Loop).Start(); } void Loop() { Inner(); } void Inner() { _n++; }", "_n Compound [] 'Loop' runs in new Thread")]
    [InlineData("public void One() { Parallel.For(0, 9, i => { _n++; }); }", "_n Compound [] this lambda runs in Parallel.For many")]
    [InlineData("public void One() { Task.Run(Inner); } void Inner() { _n++; }", "_n Compound [] 'Inner' runs in Task.Run")]
    [InlineData("Timer? _t; public void One() { _t = new Timer(_ => _n++); }", "_t Write []|_n Compound [] this lambda runs in new Timer many")]
    [InlineData("readonly System.Timers.Timer _t = new(); public void One() { _t.Elapsed += Tick; } void Tick(object? o, System.Timers.ElapsedEventArgs e) { _n++; }", "_t Read []|_n Compound [] 'Tick' runs in Timer.Elapsed many")]
    [InlineData("public void One() { _list.AsParallel().ForAll(x => _n++); }", "_list Read []|_n Compound [] this lambda runs in PLINQ ForAll many")]
    [InlineData("public void One() { Action later = () => _n++; later(); }", "_n Compound []")]
    public Task Concurrency_IsSeenWithItsReason(string members, string expected) => Check(members, expected);

    private static async Task Check(string members, string expected)
    {
        var found = await AccessProbe.Over($$"""
            class C
            {
                readonly object _a = new(), _b = new();
                readonly SemaphoreSlim _s = new(1, 1);
                int _n;
                List<int> _list;
                List<int>? _o;
                static int s_n;
                int Auto { get; set; }
                {{members}}
            }

            namespace Unravel.Annotations
            {
                class RequiresLockAttribute(string name) : Attribute { public string Name => name; }
                class AcquiresLockAttribute(string name) : Attribute { public string Name => name; }
                class ReleasesLockAttribute(string name) : Attribute { public string Name => name; }
            }
            """);
        Assert.Equal(expected.Split('|'), found);
    }
}
