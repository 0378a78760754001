using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4001LockOrderAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4001LockOrderFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Two lock statements in one member, in both orders: which expressions are locks, and which are the same lock.</summary>
public sealed class UNR4001LockOrderTests
{
    // One member for each order; only the declarations and the two lock expressions differ.
    private static string Both(string declarations, string a, string b, bool reported, string modifiers = "") => $$"""
        using System.Threading;

        class C
        {
            {{declarations}}

            public {{modifiers}} void One() { lock ({{a}}) { lock ({{Mark(b, reported)}}) { } } }

            public {{modifiers}} void Two() { lock ({{b}}) { lock ({{Mark(a, reported)}}) { } } }
        }
        """;

    private static string Mark(string expression, bool reported) => reported ? $"[|{expression}|]" : expression;

    [Theory]
    [InlineData("readonly object _a = new(), _b = new();", "_a", "_b")]
    [InlineData("readonly object _a = new(), _b = new();", "this._a", "_b")]
    [InlineData("readonly object _a = new(), _b = new();", "(_a)", "_b")]
    [InlineData("readonly object _a = new(), _b = new();", "(object)_a", "_b!")]
    [InlineData("object _a = new(), _b = new();", "_a", "_b")]
    [InlineData("static readonly object s_a = new(), s_b = new();", "s_a", "s_b")]
    [InlineData("static readonly object s_a = new(), s_b = new();", "C.s_a", "s_b")]
    [InlineData("static readonly object s_a = new(); readonly object _b = new();", "s_a", "_b")]
    [InlineData("readonly object _a = new();", "this", "_a")]
    [InlineData("readonly object _a = new();", "typeof(C)", "_a")]
    [InlineData("readonly object _a = new();", "typeof(C)", "this")]
    [InlineData("readonly string _a = new('a', 1); readonly System.Collections.Generic.List<int> _b = new();", "_a", "_b")]
    [InlineData("object A { get; } = new(); object B { get; init; } = new();", "A", "B")]
    [InlineData("static object A { get; } = new(); static object B { get; } = new();", "A", "B")]
    [InlineData("class S { public readonly object Gate = new(); } readonly S _s = new(), _t = new();", "_s.Gate", "_t.Gate")]
    [InlineData("struct S { public object Gate; } S _s, _t;", "_s.Gate", "_t.Gate")]
    public Task BothOrders_AreReported(string declarations, string a, string b) =>
        Verify.Analyzer(Both(declarations, a, b, reported: true));

    [Theory]
    [InlineData("readonly object _a = new();", "_a", "_a")] // re-entrant
    [InlineData("readonly object _a = new();", "_a", "this._a")]
    [InlineData("readonly object _a = new();", "_a", "new object()")]
    [InlineData("readonly object _a = new(); object Make() => new();", "_a", "Make()")]
    [InlineData("readonly object _a = new(); object B => new();", "_a", "B")]
    [InlineData("readonly object _a = new(); object B { get; set; } = new();", "_a", "B")]
    [InlineData("readonly object _a = new(); protected virtual object B { get; } = new();", "_a", "B")]
    [InlineData("readonly object _a = new(); readonly object[] _all = new object[2];", "_a", "_all[0]")]
    [InlineData("readonly object _a = new(); object? _b;", "_a", "(_b ?? _a)")]
    [InlineData("class S { public readonly object Gate = new(); } S _s = new(); readonly object _a = new();", "_s.Gate", "_a")] // _s may be another S by then
    [InlineData("readonly object _a = new(); C? Other { get; set; }", "_a", "Other!._a")]
    public Task OtherExpressions_AreSilent(string declarations, string a, string b) =>
        Verify.Analyzer(Both(declarations, a, b, reported: false));

    [Fact]
    public Task OneOrder_IsSilent() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            void One() { lock (_a) { lock (_b) { } } }
            void Two() { lock (_a) lock (_b) { } }
            void Three() { lock (_b) { } lock (_a) { } }
        }
        """);

    [Fact]
    public Task OneMember_WithBothOrders_IsReported() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            void One(bool first)
            {
                if (first) { lock (_a) { lock ([|_b|]) { } } }
                else { lock (_b) { lock ([|_a|]) { } } }
            }
        }
        """);

    [Fact]
    public Task Message_NamesBothLocksAndTheOtherMemberWithItsLine() => Verify.Analyzer(
        """
        class C
        {
            readonly object _a = new(), _b = new();
            void One() { lock (_a) { lock ({|#0:_b|}) { } } }
            void Two() { lock (_b) { lock ({|#1:_a|}) { } } }
        }
        """,
        Expect.At(0, "'_b' is taken while '_a' is held, but 'Two' (line 5) takes them in the opposite order; two threads can deadlock").WithLocation(1),
        Expect.At(1, "'_a' is taken while '_b' is held, but 'One' (line 4) takes them in the opposite order; two threads can deadlock").WithLocation(0));

    [Fact]
    public Task OtherInstance_IsAnotherLock() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            void One(C other) { lock (_a) { lock (other._b) { } } }
            void Two(C other) { lock (_b) { lock (other._a) { } } }
            void Transfer(C other) { lock (_a) { lock ([|other._a|]) { } } } // the two can be exchanged
        }
        """);

    [Fact]
    public Task Parameters_AreLocksOfTheirOwnMember() => Verify.Analyzer("""
        class C
        {
            void One(object a, object b) { lock (a) { lock (b) { } } }
            void Two(object a, object b) { lock (b) { lock (a) { } } }
            void Three(object a, object b)
            {
                lock (a) { lock ([|b|]) { } }
                lock (b) { lock ([|a|]) { } }
            }
            void Four(object a, object b)
            {
                lock (a) { lock (b) { } }
                a = new object();
                lock (b) { lock (a) { } }
            }
        }
        """);

    [Fact]
    public Task Alias_IsTheField() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            void One() { var a = _a; object b = this._b, c = b; lock (a) { lock ([|c|]) { } } }
            void Two() { lock (_b) { lock ([|_a|]) { } } }
        }
        """);

    [Fact]
    public Task AliasThatIsAssignedAgain_IsUnknown() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            void One(object other) { var a = _a; a = other; lock (a) { lock (_b) { } } }
            void Two() { lock (_b) { lock (_a) { } } }
            void Three(object other) { var a = _a; Swap(ref a); lock (a) { lock (_b) { } } }
            void Four(object other) { var (a, b) = (_a, _b); (a, b) = (b, a); lock (a) { lock (b) { } } }
            static void Swap(ref object o) { }
        }
        """);

    [Fact]
    public Task FreshLocal_IsSilent() => Verify.Analyzer("""
        class C
        {
            readonly object _b = new();
            void One() { var a = new object(); lock (a) { lock (_b) { } } lock (_b) { lock (a) { } } }
        }
        """);
}
