using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4001LockOrderAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4001LockOrderFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Opposite orders that cannot deadlock, and their neighbours that can.</summary>
public sealed class UNR4001LockOrderGuardsTests
{
    // A type with three locks; the snippets are bodies of One and Two.
    private static string Bodies(string one, string two, string more = "") => $$"""
        using System.Threading;

        class C
        {
            readonly object _a = new(), _b = new(), _g = new(), _h = new();

            public void One() { {{one}} }

            public void Two() { {{two}} }

            {{more}}
        }
        """;

    [Theory]
    [InlineData("lock (_g) { lock (_a) { lock (_b) { } } }", "lock (_g) { lock (_b) { lock (_a) { } } }")]
    [InlineData("lock (_h) lock (_g) { lock (_a) { lock (_b) { } } }", "lock (_g) { lock (_b) { lock (_a) { } } }")]
    [InlineData("lock (_a) { lock (_g) { lock (_b) { } } }", "lock (_g) { lock (_b) { } }")]
    [InlineData("Monitor.Enter(_g); try { lock (_a) { lock (_b) { } } } finally { Monitor.Exit(_g); }", "lock (_g) { lock (_b) { lock (_a) { } } }")]
    [InlineData("if (Monitor.TryEnter(_g)) { try { lock (_a) { lock (_b) { } } } finally { Monitor.Exit(_g); } }", "lock (_g) { lock (_b) { lock (_a) { } } }")]
    [InlineData("if (!Monitor.TryEnter(_g, 10)) { return; } lock (_a) { lock (_b) { } } Monitor.Exit(_g);", "lock (_g) { lock (_b) { lock (_a) { } } }")]
    public Task SameGate_IsSilent(string one, string two) => Verify.Analyzer(Bodies(one, two));

    [Theory]
    [InlineData("lock (_g) { lock (_a) { lock ([|_b|]) { } } }", "lock (_b) { lock ([|_a|]) { } }")]
    [InlineData("lock (_g) { lock (_a) { lock ([|_b|]) { } } }", "lock (_h) { lock (_b) { lock ([|_a|]) { } } }")]
    [InlineData("lock (_g) { } lock (_a) { lock ([|_b|]) { } }", "lock (_g) { lock (_b) { lock ([|_a|]) { } } }")]
    [InlineData("Monitor.Enter(_g); Monitor.Exit(_g); lock (_a) { lock ([|_b|]) { } }", "lock (_g) { lock (_b) { lock ([|_a|]) { } } }")]
    [InlineData("if (Monitor.TryEnter(_g)) { } else { lock (_a) { lock ([|_b|]) { } } }", "lock (_g) { lock (_b) { lock ([|_a|]) { } } }")]
    public Task NoCommonGate_IsReported(string one, string two) => Verify.Analyzer(Bodies(one, two));

    [Fact]
    public Task InstanceGate_DoesNotKeepThreadsOnTwoInstancesApart() => Verify.Analyzer("""
        class C
        {
            static readonly object s_a = new(), s_b = new(), s_g = new();
            readonly object _g = new(), _c = new();
            public void One() { lock (_g) { lock (s_a) { lock ([|s_b|]) { } } } }
            public void Two() { lock (_g) { lock (s_b) { lock ([|s_a|]) { } } } }
            public void Three() { lock (_g) { lock (s_a) { lock (_c) { } } } }
            public void Four() { lock (_g) { lock (_c) { lock (s_a) { } } } }
            public void Five() { lock (s_g) { lock (s_b) { lock (_c) { } } } }
            public void Six() { lock (s_g) { lock (_c) { lock (s_b) { } } } }
        }
        """);

    [Fact]
    public Task GateOfAllCallersOfAHelper_Counts() => Verify.Analyzer(Bodies(
        "lock (_g) { InnerOne(); }",
        "lock (_g) { InnerTwo(); }",
        """
        void InnerOne() { lock (_a) { lock (_b) { } } }
        void InnerTwo() { Deeper(2); }
        void Deeper(int n) { if (n > 0) { Deeper(n - 1); } lock (_b) { lock (_a) { } } }
        """));

    [Fact]
    public Task GateOfSomeCallersOfAHelper_DoesNotCount() => Verify.Analyzer(Bodies(
        "lock (_g) { InnerOne(); }",
        "lock (_g) { InnerTwo(); }",
        """
        void InnerOne() { lock (_a) { lock ([|_b|]) { } } }
        void InnerTwo() { lock (_b) { lock ([|_a|]) { } } }
        public void Three() { InnerOne(); }
        """));

    [Fact]
    public Task GateOfAHelperThatIsHandedOut_DoesNotCount() => Verify.Analyzer(Bodies(
        "lock (_g) { InnerOne(); }",
        "lock (_g) { InnerTwo(); }",
        """
        void InnerOne() { lock (_a) { lock ([|_b|]) { } } }
        void InnerTwo() { lock (_b) { lock ([|_a|]) { } } }
        public System.Action Three() => InnerOne;
        """));

    [Theory]
    [InlineData("lock (_a) { if (Monitor.TryEnter(_b, 100)) { Monitor.Exit(_b); } }")]
    [InlineData("lock (_a) { bool taken = false; Monitor.TryEnter(_b, 100, ref taken); if (taken) { Monitor.Exit(_b); } }")]
    [InlineData("lock (_a) { if (!Monitor.TryEnter(_b)) { return; } Monitor.Exit(_b); }")]
    [InlineData("Monitor.Enter(_a); Monitor.Exit(_a); lock (_b) { }")]
    [InlineData("Monitor.Enter(_a); try { } finally { Monitor.Exit(_a); } lock (_b) { }")]
    [InlineData("lock (_a) { Monitor.Exit(_a); lock (_b) { } Monitor.Enter(_a); }")]
    [InlineData("try { Monitor.Enter(_a); } catch { } lock (_b) { }")] // not sure that it is held
    [InlineData("bool taken = false; try { Monitor.Enter(_a, ref taken); } finally { if (taken) { Monitor.Exit(_a); } } lock (_b) { }")]
    [InlineData("lock (_a) { return; lock (_b) { } }")]
    public Task NotBothTaken_IsSilent(string one) => Verify.Analyzer(
        Bodies(one, "lock (_b) { lock (_a) { } }"),
        test => test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None);

    [Theory]
    [InlineData("if (Monitor.TryEnter(_a)) { lock ([|_b|]) { } Monitor.Exit(_a); }")] // holds it all the same
    [InlineData("Monitor.Enter(_a); lock ([|_b|]) { } Monitor.Exit(_a);")]
    [InlineData("Monitor.Enter(_a); try { [|Monitor.Enter(_b)|]; Monitor.Exit(_b); } finally { Monitor.Exit(_a); }")]
    [InlineData("bool taken = false; try { Monitor.Enter(_a, ref taken); lock ([|_b|]) { } } finally { if (taken) { Monitor.Exit(_a); } }")]
    [InlineData("lock (_a) { lock (_a) { } lock ([|_b|]) { } }")] // the inner release is not the last
    [InlineData("lock (_a) { try { throw new System.Exception(); } catch { lock ([|_b|]) { } } }")]
    [InlineData("lock (_a) { try { } finally { lock ([|_b|]) { } } }")]
    [InlineData("lock (_a) { for (;;) { lock ([|_b|]) { break; } } }")]
    [InlineData("lock (_a) { switch (1) { case 1: lock ([|_b|]) { } break; } }")]
    [InlineData("lock (_a) { lock (_h) { lock ([|_b|]) { } } }")]
    [InlineData("lock (_a) { { { lock ([|_b|]) { } } } }")]
    [InlineData("lock (_a) lock ([|_b|]) { }")]
    [InlineData("while (true) { lock (_a) { if (GetHashCode() > 0) { continue; } lock ([|_b|]) { return; } } }")]
    public Task BothTaken_IsReported(string one) => Verify.Analyzer(
        Bodies(one, "lock (_b) { lock ([|_a|]) { } }"),
        test => test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.Errors);

    [Fact]
    public Task Constructor_WhoseInstanceNobodyHasYet_IsSilent() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            static readonly object s_a = new(), s_b = new();
            static C() { lock (s_a) { lock (s_b) { } } Fill(); }
            C() { lock (_a) { lock (_b) { } } lock (s_a) { lock (_b) { } } Set(); }
            public void Two() { lock (_b) { lock (_a) { } lock (s_a) { } } }
            public static void Three() { lock (s_b) { lock (s_a) { } } }
            void Set() { lock (_a) { lock (_b) { } } }
            static void Fill() { lock (s_a) { lock (s_b) { } } }
        }
        """);

    [Fact]
    public Task ConstructorWithStaticLocks_IsReported() => Verify.Analyzer("""
        class C
        {
            static readonly object s_a = new(), s_b = new();
            public C() { lock (s_a) { lock ([|s_b|]) { } } }
            ~C() { lock (s_b) { lock ([|s_a|]) { } } }
        }
        """);

    [Fact]
    public Task HelperOfConstructorAndOthers_IsReported() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            C() { Set(); }
            public void One() { Set(); }
            public void Two() { lock (_b) { lock ([|_a|]) { } } }
            void Set() { lock (_a) { lock ([|_b|]) { } } }
        }
        """);
}
