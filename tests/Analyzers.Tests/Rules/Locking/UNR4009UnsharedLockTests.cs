using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4009UnsharedLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4009UnsharedLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Locks on objects that no other thread can have.</summary>
public sealed class UNR4009UnsharedLockTests
{
    private static string Member(string body, string members = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            static readonly object s_gate = new();
            readonly object _gate = new();
            int _value;
            {{members}}
            async Task M(object parameter) { await Task.Yield(); {{body}} }
        }
        """;

    [Theory]
    [InlineData("Monitor.Enter([|5|]);")]
    [InlineData("Monitor.Enter([|_value|]);")]
    [InlineData("Monitor.TryEnter([|_value|], 100);")]
    [InlineData("bool taken = false; Monitor.Enter([|_value|], ref taken);")]
    [InlineData("Monitor.Enter([|DayOfWeek.Friday|]);")]
    [InlineData("Monitor.Enter([|(object)_value|]);")]
    [InlineData("Monitor.Enter([|Guid.Empty|]);")]
    [InlineData("Monitor.Enter([|(1, 2)|]);")]
    public Task BoxedValue_IsReported(string body) => Verify.Analyzer(Member(body));

    [Fact]
    public Task ValueOfATypeParameter_IsReportedWhenItIsAStruct() => Verify.Analyzer("""
        using System.Threading;
        class C<T, U, V> where T : struct where U : class
        {
            void M(T t, U u, V v) { Monitor.Enter([|t|]); Monitor.Enter(u); Monitor.Enter(v!); }
        }
        """);

    [Theory]
    [InlineData("lock ([|new object()|]) { }")]
    [InlineData("lock (([|new object()|])) { }")]
    [InlineData("lock ([|new int[3]|]) { }")]
    [InlineData("lock ([|new { A = 1 }|]) { }")]
    [InlineData("lock ([|new List<int>()|]) { _value++; }")]
    [InlineData("Monitor.Enter([|new object()|]);")]
    [InlineData("if (Monitor.TryEnter([|new object()|])) { }")]
    public Task NewObject_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("var gate = new object(); lock ([|gate|]) { _value++; }")]
    [InlineData("object gate = new(); lock ([|gate|]) { _value++; }")]
    [InlineData("object gate; gate = new object(); lock ([|gate|]) { _value++; }")]
    [InlineData("var list = new List<int>(); lock ([|list|]) { list.Add(1); _value = list.Count; }")]
    [InlineData("var gate = new object(); Monitor.Enter([|gate|]); try { _value++; } finally { Monitor.Exit(gate); }")]
    [InlineData("for (;;) { var gate = new object(); lock ([|gate|]) { _value++; } }")]
    public Task NewObjectInALocal_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("using var gate = new SemaphoreSlim(1, 1); await [|gate|].WaitAsync(); _value++; gate.Release();")]
    [InlineData("var gate = new SemaphoreSlim(1); [|gate|].Wait(); try { _value++; } finally { gate.Release(); }")]
    [InlineData("using (var gate = new Mutex()) { [|gate|].WaitOne(); _value++; gate.ReleaseMutex(); }")]
    [InlineData("var gate = new ReaderWriterLockSlim(); [|gate|].EnterWriteLock(); _value++; gate.ExitWriteLock();")]
    [InlineData("var gate = new SpinLock(); bool taken = false; [|gate|].Enter(ref taken); _value++; gate.Exit();")]
    public Task PrimitiveOfOneCall_IsReported(string body) => Verify.Analyzer(Member(body));

    private static string Class(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;

        class C
        {
            {{members}}
        }
        """;

    [Theory]
    [InlineData("int _value;\n    void M() { lock ([|new object()|]) { _value++; } }", "private readonly Lock _gate = new Lock();\n\n    int _value;\n    void M() { lock (_gate) { _value++; } }")]
    [InlineData("static int s_value;\n    static void M() { lock ([|new object()|]) { s_value++; } }", "private static readonly Lock s_gate = new Lock();\n\n    static int s_value;\n    static void M() { lock (s_gate) { s_value++; } }")]
    [InlineData("void M() { var gate = new object(); lock ([|gate|]) { M(); } }", "private readonly Lock _gate = new Lock();\n\n    void M() { lock (_gate) { M(); } }")]
    [InlineData("void M() { var list = new List<int>(); lock ([|list|]) { list.Add(1); } }", "private readonly Lock _gate = new Lock();\n\n    void M() { var list = new List<int>(); lock (_gate) { list.Add(1); } }")]
    [InlineData(
        "int _value;\n    void M() { Monitor.Enter([|_value|]); try { M(); } finally { Monitor.Exit(_value); } }",
        "private readonly object _gate = new object();\n\n    int _value;\n    void M() { Monitor.Enter(_gate); try { M(); } finally { Monitor.Exit(_gate); } }")]
    [InlineData(
        "object _gate = new();\n    void M() { lock ([|new object()|]) { } lock (_gate) { } }",
        "private readonly Lock _gate2 = new Lock();\n\n    object _gate = new();\n    void M() { lock (_gate2) { } lock (_gate) { } }")]
    public Task UnsharedObject_BecomesAFieldOfTheType(string members, string repaired) => Verify.Fix(Class(members), Class(repaired));

    [Fact]
    public Task LinesAroundALocal_StayAsTheyAre() => Verify.Fix(
        Class("""
            void M()
                {
                    M();

                    // one at a time
                    var gate = new object();
                    lock ([|gate|])
                    {
                        M();
                    }
                }
            """),
        Class("""
            private readonly Lock _gate = new Lock();

                void M()
                {
                    M();

                    // one at a time
                    lock (_gate)
                    {
                        M();
                    }
                }
            """));

    [Fact]
    public Task SeveralObjects_HaveAFieldEach() => Verify.Fix(
        Class("void M() { lock ([|new object()|]) { } }\n    static void N() { lock ([|new object()|]) { } }"),
        Class("private static readonly Lock s_gate = new Lock();\n\n    private readonly Lock _gate = new Lock();\n\n    void M() { lock (_gate) { } }\n    static void N() { lock (s_gate) { } }"),
        test => test.NumberOfFixAllIterations = 2); // both fields go to the same place

    [Theory]
    [InlineData("Monitor.Enter([|new object()|]);")]
    [InlineData("Monitor.Enter([|5|]);")]
    [InlineData("var gate = new SemaphoreSlim(1); [|gate|].Wait(); gate.Release();")]
    public Task OtherObject_IsNotRepaired(string body) => Verify.NoFix(Member(body));

    [Theory]
    [InlineData("lock (_gate) { }")]
    [InlineData("lock (s_gate) { }")]
    [InlineData("lock (parameter) { }")]
    [InlineData("lock (this) { }")] // UNR4011
    [InlineData("lock (typeof(C)) { }")] // UNR4010
    [InlineData("Monitor.Enter(_gate);")]
    [InlineData("lock (Make()) { } object Make() => _gate;")]
    [InlineData("lock (_gate ?? new object()) { }")]
    public Task SharedObject_IsSilent(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("var gate = _gate; lock (gate) { }")] // another name of the field
    [InlineData("var gate = new object(); Parallel.For(0, 9, _ => { lock (gate) { _value++; } });")]
    [InlineData("var gate = new object(); var t = Task.Run(() => { lock (gate) { _value++; } }); lock (gate) { _value++; } await t;")]
    [InlineData("var gate = new object(); Start(gate); lock (gate) { _value++; } void Start(object o) { }")]
    [InlineData("var gate = new object(); _shared = gate; lock (gate) { _value++; }")]
    [InlineData("var gate = _shared ?? new object(); lock (gate) { _value++; }")]
    [InlineData("object gate = new(); if (_value > 0) { gate = _gate; } lock (gate) { _value++; }")]
    [InlineData("var gate = new object(); Interlocked.CompareExchange(ref _shared, gate, null); lock (gate) { }")]
    [InlineData("var gate = new object(); var all = new[] { gate }; lock (gate) { }")]
    [InlineData("var worker = new C(); lock (worker) { worker._value++; await worker.M(1); }", true)]
    [InlineData("lock (parameter) { parameter = new object(); }")]
    [InlineData("foreach (var gate in new[] { new object() }) { lock (gate) { } }")]
    public Task LocalThatOthersHave_IsSilent(string body, bool incomplete = false) =>
        Verify.Analyzer(Member(body, "object? _shared;"), test => test.CompilerDiagnostics = incomplete ? Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None : test.CompilerDiagnostics);

    [Theory]
    [InlineData("var gate = new SemaphoreSlim(4); await Task.WhenAll(Work(), Work()); async Task Work() { await gate.WaitAsync(); gate.Release(); }")]
    [InlineData("var gate = new SemaphoreSlim(0); var t = Task.Run(() => gate.Release()); gate.Wait(); await t;")]
    [InlineData("var gate = new SemaphoreSlim(0); Start(gate); gate.Wait(); void Start(SemaphoreSlim s) { }")]
    [InlineData("var gate = new SemaphoreSlim(0); gate.Wait(100);")] // nobody can release it, but it is no lock
    [InlineData("var gate = new Mutex(false, \"name\"); gate.WaitOne();")] // other processes have it
    [InlineData("var gate = Mutex.OpenExisting(\"name\"); gate.WaitOne();")]
    [InlineData("var done = new ManualResetEvent(false); done.WaitOne(10);")] // a signal
    [InlineData("var gate = _semaphore; await gate.WaitAsync();")]
    [InlineData("var gate = new SemaphoreSlim(1); _semaphore = gate; await gate.WaitAsync();")]
    public Task PrimitiveThatOthersHave_IsSilent(string body) => Verify.Analyzer(Member(body, "SemaphoreSlim _semaphore = new(1, 1);"));

    [Theory]
    [InlineData("lock (missing) { }")]
    [InlineData("Monitor.Enter();")]
    [InlineData("lock (5) { }")] // CS0185 speaks
    [InlineData("lock () { }")]
    public Task BrokenCode_IsSilent(string body) =>
        Verify.Analyzer(Member(body), test => test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None);
}
