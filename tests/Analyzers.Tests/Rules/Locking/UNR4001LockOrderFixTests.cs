using Microsoft.CodeAnalysis.Testing;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4001LockOrderAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4001LockOrderFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>The fix swaps directly nested locks on the side that comes second, and is not offered where more would change.</summary>
public sealed class UNR4001LockOrderFixTests
{
    private static string With(string two, bool marked, string fields = "readonly object _a = new(), _b = new();", string one = "_b") => $$"""
        class C
        {
            {{fields}}
            void One() { lock (_a) { lock ({{(marked ? $"[|{one}|]" : one)}}) { } } }
            void Two() { {{two}} }
        }
        """;

    [Theory]
    [InlineData("lock (_b) { lock ([|_a|]) { M(); } } void M() { }", "lock (_a) { lock (_b) { M(); } } void M() { }")]
    [InlineData("lock (_b) lock ([|_a|]) { }", "lock (_a) lock (_b) { }")]
    [InlineData("} int P { get { lock (_b) { lock ([|_a|]) { return 1; } } }", "} int P { get { lock (_a) { lock (_b) { return 1; } } }")]
    [InlineData("lock (this._b) lock ([|_a|]) ;", "lock (_a) lock (this._b) ;")]
    [InlineData("lock (/* outer */ _b) { /* x */ lock ([|_a|] /* inner */) { } /* y */ }", "lock (/* outer */ _a) { /* x */ lock (_b /* inner */) { } /* y */ }")]
    [InlineData("lock (_b) { lock ([|_a|]) { } }\n#if X\n#endif\n", "lock (_a) { lock (_b) { } }\n#if X\n#endif\n")]
    public Task DirectlyNestedLocks_AreSwapped(string two, string repaired) =>
        Verify.Fix(With(two, marked: true), With(repaired, marked: false));

    [Theory]
    [InlineData("lock (_b) { M(); lock ([|_a|]) { } } void M() { }")]
    [InlineData("lock (_b) { lock ([|_a|]) { } M(); } void M() { }")]
    [InlineData("lock (_b) { if (true) { lock ([|_a|]) { } } }")]
    [InlineData("lock (_b) { using (null) lock ([|_a|]) { } }")]
    [InlineData("lock (_b) { [|M()|]; } void M() { lock (_a) { } }")]
    [InlineData("System.Threading.Monitor.Enter(_b); lock ([|_a|]) { }")]
    [InlineData("var b = _b; lock (b) { lock ([|_a|]) { } }")]
    [InlineData("lock (_b) { lock (_c) { lock ([|_a|]) { } } }", "readonly object _a = new(), _b = new(), _c = new();")]
    [InlineData("lock (_b) { lock ([|_a|]) { } }", "object _a = new(), _b = new();")] // may be assigned between the two
    public Task AnythingElse_HasNoFix(string two, string fields = "readonly object _a = new(), _b = new();") =>
        Verify.NoFix(With(two, marked: true, fields));

    [Fact]
    public Task LongerCycle_HasNoFix() => Verify.NoFix("""
        class C
        {
            readonly object _a = new(), _b = new(), _c = new();
            void One() { lock (_a) { lock ([|_b|]) { } } }
            void Two() { lock (_b) { lock ([|_c|]) { } } }
            void Three() { lock (_c) { lock ([|_a|]) { } } }
        }
        """);

    // What is left after one fix, and after Fix All. One by one the test library gives up after the first: the second time
    // as many reports are at the same places.
    [Fact]
    public Task FixAll_KeepsTheOrderThatComesFirst() => Verify.Fix(
        """
        class C
        {
            readonly object _a = new(), _b = new();
            void One() { lock (_a) { lock ([|_b|]) { } } }
            void Two() { lock (_b) { lock ([|_a|]) { } } }
            void Three() { lock (_a) lock ([|_b|]) { } }
            int Four { get { lock (_b) { lock ([|_a|]) { return 1; } } } }
        }
        """,
        """
        class C
        {
            readonly object _a = new(), _b = new();
            void One() { lock (_a) { lock ([|_b|]) { } } }
            void Two() { lock (_a) { lock ([|_b|]) { } } }
            void Three() { lock (_a) lock ([|_b|]) { } }
            int Four { get { lock (_b) { lock ([|_a|]) { return 1; } } } }
        }
        """,
        test =>
        {
            test.NumberOfIncrementalIterations = 1;
            test.FixedState.MarkupHandling = MarkupMode.Allow;
            test.BatchFixedCode = """
                class C
                {
                    readonly object _a = new(), _b = new();
                    void One() { lock (_a) { lock (_b) { } } }
                    void Two() { lock (_a) { lock (_b) { } } }
                    void Three() { lock (_a) lock (_b) { } }
                    int Four { get { lock (_a) { lock (_b) { return 1; } } } }
                }
                """;
        });

    [Fact]
    public Task FixAll_TwoPairsOfLocks_EachKeepsItsOwnFirstOrder() => Verify.Fix(
        """
        class C
        {
            static readonly object s_a = new(), s_b = new();
            readonly object _c = new();
            object D { get; } = new();
            void One() { lock (s_a) { lock ([|s_b|]) { } } }
            void Two() { lock (s_b) { lock ([|s_a|]) { } } }
            void Three() { lock (D) { lock ([|_c|]) { } } }
            void Four() { lock (_c) { lock ([|D|]) { } } }
        }
        """,
        """
        class C
        {
            static readonly object s_a = new(), s_b = new();
            readonly object _c = new();
            object D { get; } = new();
            void One() { lock (s_a) { lock (s_b) { } } }
            void Two() { lock (s_a) { lock (s_b) { } } }
            void Three() { lock (D) { lock (_c) { } } }
            void Four() { lock (D) { lock (_c) { } } }
        }
        """);

    [Fact]
    public Task GatedSiteOfTheSameOrder_WouldBecomeAFault_SoNoFix() => Verify.NoFix("""
        class C
        {
            readonly object _a = new(), _b = new(), _g = new();
            void One() { lock (_g) { lock (_a) { lock ([|_b|]) { } } } }
            void Two() { lock (_g) { lock (_b) { lock (_a) { } } } }
            void Three() { lock (_b) { lock ([|_a|]) { } } }
        }
        """);
}
