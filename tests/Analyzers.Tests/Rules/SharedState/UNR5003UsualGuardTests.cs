using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.SharedState;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5003UsualGuardAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5003UsualGuardFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Accesses without the lock that the others hold.</summary>
public sealed class UNR5003UsualGuardTests
{
    // Four guarded uses of each field; the snippets add others.
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        class C : IDisposable
        {
            readonly object _gate = new();
            readonly object _other = new();
            readonly List<int> _list = new();
            int _count;
            decimal _sum;
            string _name = "";
            static readonly object s_gate = new();
            static int s_total;

            public void Add(int x) { lock (_gate) { _list.Add(x); _count++; _sum += x; _name = "a"; } }
            public void Remove(int x) { lock (_gate) { _list.Remove(x); _count--; _sum -= x; _name = "b"; } }
            public void Clear() { lock (_gate) { _list.Clear(); _count = 0; _sum = 0; _name = ""; } }
            public void More() { lock (_gate) { _list.Add(1); _count++; _sum++; } }
            public static void Static() { lock (s_gate) { s_total++; s_total++; s_total++; s_total++; } }
            public void Dispose() { _count = 0; _list.Clear(); }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public int Count => [|_count|];")]
    [InlineData("public decimal Sum { get { return [|_sum|]; } }")]
    [InlineData("public void M() { [|_count|]++; }")]
    [InlineData("public void M() { [|_name|] = \"c\"; }")]
    [InlineData("public bool M(int x) => [|_list|].Contains(x);")]
    [InlineData("public void M(int x) { [|_list|].Add(x); }")]
    [InlineData("public void M(int x) { this.[|_list|].Add(x); }")]
    [InlineData("public int M() { var n = 0; foreach (var x in [|_list|]) { n += x; } return n; }")]
    [InlineData("public int M() => [|_list|][0];")]
    [InlineData("public void M() { [|_list|][0] = 1; }")]
    [InlineData("public List<int> M() => new List<int>([|_list|]);")]
    [InlineData("public void M() { lock (_other) { [|_count|]++; } }")] // another lock is no lock
    [InlineData("public void M() { H(); } void H() { [|_count|]++; }")]
    [InlineData("public void M() { lock (_gate) { H(); } H(); } void H() { [|_count|]++; }")]
    [InlineData("public void M() { Task.Run(() => [|_count|]++); lock (_gate) { } }")]
    [InlineData("public void M() { lock (_gate) { Task.Run(() => { [|_count|]++; }); } }")]
    [InlineData("public static int M() => [|s_total|];")]
    [InlineData("public void M() { if (Monitor.TryEnter(_gate)) { Monitor.Exit(_gate); } else { [|_count|]++; } }")]
    [InlineData("public void M() { if (_list.Count > 0) { lock (_gate) { _list.Clear(); } } }", 1)]
    [InlineData("public C() { Task.Run(() => { [|_count|]++; }); }")]
    public Task WithoutTheUsualLock_IsReported(string members, int marksInside = 0) =>
        Verify.Analyzer(Type(marksInside == 0 ? members.Replace("this.[|_list|]", "[|this._list|]", StringComparison.Ordinal) : members.Replace("_list.Count", "[|_list|].Count", StringComparison.Ordinal)), Any);

    [Theory]
    [InlineData("public int Count { get { lock (_gate) { return _count; } } }")]
    [InlineData("public int Count { get { Monitor.Enter(_gate); try { return _count; } finally { Monitor.Exit(_gate); } } }")]
    [InlineData("public void M() { lock (_gate) { H(); } } public void N() { lock (_gate) { H(); } } void H() { _count++; I(); } void I() { _list.Clear(); }")]
    [InlineData("public void M() { lock (_gate) { H(); } } internal void H() { _count++; }")] // all callers that can be seen
    [InlineData("public C() { _count = 1; Fill(); } void Fill() { _list.Add(1); }")]
    [InlineData("public C() { Fill(); } public void M() { lock (_gate) { Fill(); } } void Fill() { _list.Add(1); }")]
    [InlineData("~C() { _count = 0; }")]
    [InlineData("public static C Make() { var c = new C(); c._count = 5; c._list.Add(1); return c; }")]
    [InlineData("public static C Make() => new C { _count = 5 };")]
    [InlineData("public string Name => _name;")] // the reference is read in one piece
    [InlineData("public int M() { if (_count > 0) { lock (_gate) { return _count; } } return 0; }")]
    [InlineData("void AddLocked(int x) { _list.Add(x); _count++; }")]
    [InlineData("internal void AddNoLock(int x) { _list.Add(x); _count++; }")]
    [InlineData("public override string ToString() => _count + \"\";")]
    [InlineData("protected virtual void OnChange() { _count++; }")] // the base calls it, under its lock or not
    [InlineData("void With(Action a) { lock (_gate) { a(); } } public void M() { With(() => _count++); }")]
    [InlineData("public void M() { lock (_gate) { Array.ForEach(new[] { 1 }, x => { _count += x; }); } }")]
    [InlineData("public void M(bool b) { if (b) { Monitor.Enter(_gate); } _count++; if (b) { Monitor.Exit(_gate); } }")]
    [InlineData("object Gate() => _gate; public void M() { lock (Gate()) { _count++; } }")]
    [InlineData("public void M(C other) { lock (other._gate) { other._count++; } }")]
    [InlineData("public void M(C other) { var gate = _gate; lock (gate) { _count++; } }")]
    [InlineData("public void M() { var t = new Thread(() => { lock (_gate) { _count++; } }); _count = 0; t.Start(); t.Join(); Console.WriteLine(_count); }")]
    [InlineData("public async Task M() { await Task.WhenAll(Task.Run(() => Add(1)), Task.Run(() => Add(2))); Console.WriteLine(_count); }")]
    [InlineData("public bool M(int x) { try { return _list.Contains(x); } catch { return false; } }")] // on purpose
    [InlineData("public string M() => nameof(_count);")]
    [InlineData("public void Init() { _count = 0; }")]
    public Task Harmless_IsSilent(string members) => Verify.Analyzer(Type(members), Any);

    [Theory]
    [InlineData("readonly int _x = 1; public int M() { lock (_gate) { return _x; } } public int N() => _x;")]
    [InlineData("volatile int _x; public void M() { lock (_gate) { _x++; _x++; } } public int N() => _x;")]
    [InlineData("int _x; public void M() { lock (_gate) { Interlocked.Increment(ref _x); _x = 1; } } public int N() => _x;")]
    [InlineData("int _x; public void M() { _x++; _x++; lock (_gate) { _x++; } }")] // nobody's custom
    [InlineData("int _x; C() { _x = 1; } public int M() { lock (_gate) { return _x; } } public int N() => _x;")] // never written again
    [InlineData("Dictionary<int, int> _x = new(); public void M() { lock (_gate) { _x = new Dictionary<int, int>(_x) { [1] = 2 }; } } public int N() => _x[1];")] // copied and replaced
    [InlineData("System.Collections.Concurrent.ConcurrentDictionary<int, int> _x = new(); public void M() { lock (_gate) { _x[1] = 1; _x[2] = 1; } } public int N() => _x[1];")]
    [InlineData("[ThreadStatic] static int t_x; public void M() { lock (s_gate) { t_x++; t_x++; } } public int N() => t_x;")]
    [InlineData("SemaphoreSlim _s = new(3); int _x; public void M() { _s.Wait(); _x++; _x--; _x++; _s.Release(); } public int N() => _x;")] // several at once: no guard
    public Task NotGuardedByLocks_IsSilent(string members) => Verify.Analyzer(Type(members), Any);

    [Theory]
    [InlineData("int _x; public int X { get => {|#0:_x|}; set { lock (_gate) { _x = value; } } }", DiagnosticSeverity.Info, "'_x' is read without a lock, but 1 of 2 accesses hold '_gate', for example line 23")]
    [InlineData("public int M() => {|#0:_count|};", DiagnosticSeverity.Warning, "'_count' is read without a lock, but 4 of 5 accesses hold '_gate', for example line 17")]
    [InlineData("public void M() { lock (_other) { {|#0:_count|}++; } }", DiagnosticSeverity.Warning, "'_count' is written under '_other' only, but 4 of 5 accesses hold '_gate', for example line 17")]
    [InlineData("public int M() => {|#0:_list|}.Count;", DiagnosticSeverity.Info, "'_list' is read without a lock, but 4 of 5 accesses hold '_gate', for example line 17")]
    [InlineData("System.Threading.Lock _l = new(); SemaphoreSlim _s = new(1, 1); int _x; public async Task A() { await _s.WaitAsync(); try { _x++; _x--; } finally { _s.Release(); } } public void M() { {|#0:_x|} = 3; }", DiagnosticSeverity.Info, "'_x' is written without a lock, but 2 of 3 accesses hold '_s', for example line 23")]
    public Task Level_GrowsWithTheCustom(string members, DiagnosticSeverity severity, string message) =>
        Verify.Analyzer(
            Type(members),
            test => test.DisabledDiagnostics.Add("CS9216"),
            new DiagnosticResult("UNR5003", severity).WithLocation(0).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task ExampleOfTheCustom_IsAnAdditionalLocation() => Verify.Analyzer(
        """
        class C
        {
            readonly object _gate = new();
            long _x;
            public void M() { lock (_gate) { {|#1:_x|}++; } }
            public long X => {|#0:_x|};
        }
        """,
        new DiagnosticResult("UNR5003", DiagnosticSeverity.Info).WithLocation(0).WithLocation(1).WithArguments("_x", "read", "without a lock", 1, 2, "_gate", 5));

    [Fact]
    public Task Fix_TakesTheLock() => Verify.Fix(
        Type("""
        public int Count => [|_count|]; // now

            public decimal Sum
            {
                get => [|_sum|];
            }

            public int Twice()
            {
                // kept
                var n = [|_count|]; // too
                return n + n;
            }

            public bool Try(int x)
            {
                if ([|_list|].Contains(x))
                {
                    return true;
                }

                return false;
            }
        """),
        Type("""
        public int Count
            {
                get
                {
                    lock (_gate)
                    {
                        return _count;
                    }
                }
            } // now

            public decimal Sum
            {
                get
                {
                    lock (_gate)
                    {
                        return _sum;
                    }
                }
            }

            public int Twice()
            {
                // kept
                int n;
                lock (_gate)
                {
                    n = _count;
                } // too
                return n + n;
            }

            public bool Try(int x)
            {
                lock (_gate)
                {
                    if (_list.Contains(x))
                    {
                        return true;
                    }
                }

                return false;
            }
        """),
        IgnoreLevels);

    [Fact]
    public Task AwaitInTheStatement_HasNoFix() => Verify.Fix(
        Type("public async Task M() { [|_count|] = await Task.FromResult(1); }"),
        Type("public async Task M() { [|_count|] = await Task.FromResult(1); }"),
        IgnoreLevels);

    [Fact]
    public Task SecondFix_DeclaresTheGuard() => Verify.Fix(
        Declared("int _x;", "[|_x|]"),
        Declared("[Unravel.Annotations.GuardedBy(nameof(_gate))] int _x;", "_x"),
        test =>
        {
            IgnoreLevels(test);
            test.CodeActionIndex = 1;
            test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        });

    private static string Declared(string field, string access) => $$"""
        namespace Unravel.Annotations { class GuardedByAttribute : System.Attribute { public GuardedByAttribute(string guard) { } } }

        class C
        {
            readonly object _gate = new();
            {{field}}
            public void M() { lock (_gate) { _x++; _x++; } }
            public int X => {{access}};
        }
        """;

    private static void Any(Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeFixTest<UNR5003UsualGuardAnalyzer, Unravel.CodeFixes.Rules.SharedState.UNR5003UsualGuardFix, DefaultVerifier> test) => IgnoreLevels(test);

    // Marks in the source have the level of the rule; the tests of the level say it themselves.
    private static void IgnoreLevels(Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeFixTest<UNR5003UsualGuardAnalyzer, Unravel.CodeFixes.Rules.SharedState.UNR5003UsualGuardFix, DefaultVerifier> test) =>
        test.SolutionTransforms.Add((solution, project) =>
        {
            var options = solution.GetProject(project)!.CompilationOptions!;
            return solution.WithProjectCompilationOptions(project, options.WithSpecificDiagnosticOptions(options.SpecificDiagnosticOptions.SetItem("UNR5003", ReportDiagnostic.Info)));
        });
}
