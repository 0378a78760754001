using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4001LockOrderAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4001LockOrderFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>
/// System.Threading.Lock. Roslyn 4.8 does not know it and treats it in a lock statement as any object, the newest
/// enters its scope, or, in a nullable context, leaves it out of the graph: all must give the same reports.
/// </summary>
public sealed class UNR4001LockOrderLockTypeTests
{
    private static string Bodies(string one, string two) => $$"""
        using System.Threading;

        class C
        {
            readonly Lock _a = new(), _b = new(), _g = new();
            readonly object _o = new();

            void One() { {{one}} }

            void Two() { {{two}} }
        }
        """;

    [Theory]
    [InlineData("lock (_a) { lock ([|_b|]) { } }", "lock (_b) { lock ([|_a|]) { } }")]
    [InlineData("lock (_a) { lock ([|_o|]) { } }", "lock (_o) { lock ([|_a|]) { } }")]
    [InlineData("lock (_a) { if (_o != null) { return; } lock ([|_b|]) { } }", "lock (_b) { lock ([|_a|]) { } }")]
    [InlineData("lock (_a) lock (_g) { [|M()|]; } void M() { lock (_o) { } lock (_a) { lock ([|_b|]) { } } }", "lock (_b) { lock (_o) { lock ([|_a|]) { } } }")]
    [InlineData("using (_a.EnterScope()) { lock ([|_b|]) { } }", "lock (_b) { lock ([|_a|]) { } }")]
    [InlineData("using var scope = _a.EnterScope(); lock ([|_b|]) { }", "lock (_b) { using ([|_a.EnterScope()|]) { } }")]
    [InlineData("var scope = _a.EnterScope(); try { lock ([|_b|]) { } } finally { scope.Dispose(); }", "lock (_b) { lock ([|_a|]) { } }")]
    [InlineData("_a.Enter(); try { lock ([|_b|]) { } } finally { _a.Exit(); }", "lock (_b) { [|_a.Enter()|]; _a.Exit(); }")]
    [InlineData("if (_a.TryEnter()) { lock ([|_b|]) { } _a.Exit(); }", "lock (_b) { lock ([|_a|]) { } }")]
    public async Task BothOrders_AreReported(string one, string two)
    {
        await Verify.Analyzer("#nullable enable\n" + Bodies(one, two));
        await Verify.Analyzer("#nullable disable\n" + Bodies(one, two));
    }

    [Theory]
    [InlineData("lock (_a) { lock (_b) { } }", "lock (_a) { lock (_b) { } }")]
    [InlineData("using (_a.EnterScope()) { } lock (_b) { }", "lock (_b) { lock (_a) { } }")]
    [InlineData("var scope = _a.EnterScope(); scope.Dispose(); lock (_b) { }", "lock (_b) { lock (_a) { } }")]
    [InlineData("lock (_a) { } lock (_b) { }", "lock (_b) { lock (_a) { } }")]
    [InlineData("lock (_a) { System.Action later = () => { lock (_b) { } }; }", "lock (_b) { lock (_a) { } }")]
    [InlineData("_a.Enter(); _a.Exit(); lock (_b) { }", "lock (_b) { lock (_a) { } }")]
    [InlineData("lock (_a) { if (_b.TryEnter(10)) { _b.Exit(); } }", "lock (_b) { lock (_a) { } }")]
    [InlineData("lock (_g) { lock (_a) { lock (_b) { } } }", "using (_g.EnterScope()) { lock (_b) { lock (_a) { } } }")]
    public async Task HarmlessOrders_AreSilent(string one, string two)
    {
        await Verify.Analyzer("#nullable enable\n" + Bodies(one, two));
        await Verify.Analyzer("#nullable disable\n" + Bodies(one, two));
    }

    [Fact]
    public Task Fix_SwapsLocksOfBothKinds() => Verify.Fix(
        Bodies("lock (_a) { lock ([|_o|]) { } }", "lock (_o) { lock ([|_a|]) { } }"),
        Bodies("lock (_a) { lock (_o) { } }", "lock (_a) { lock (_o) { } }"));

#if ROSLYN_NEWEST
    [Fact]
    public Task NewMembers_AreRead() => Verify.Analyzer("""
        using System.Threading;

        partial class C
        {
            readonly Lock _a = new(), _b = new();
            int One { get { lock (_a) { lock ([|_b|]) { return field; } } } set; }
            partial int Two { get; }
        }

        partial class C
        {
            partial int Two { get { lock (_b) { lock ([|_a|]) { return 1; } } } }
        }

        static class E
        {
            static readonly Lock s_a = new(), s_b = new();
            extension(string text)
            {
                public int One() { lock (s_a) { lock ([|s_b|]) { return 1; } } }
                public int Two { get { lock (s_b) { lock ([|s_a|]) { return 1; } } } }
            }
        }
        """);

    [Fact]
    public Task CallOfAnExtensionMember_IsFollowed() => Verify.Analyzer("""
        using System.Threading;

        static class E
        {
            static readonly Lock s_a = new(), s_b = new();
            static int One() { lock (s_a) { return [|"".TakeB()|]; } }
            static int Two() { lock (s_b) { lock ([|s_a|]) { return 1; } } }
            extension(string text)
            {
                public int TakeB() { lock (s_b) { return 1; } }
            }
        }
        """);
#endif
}
