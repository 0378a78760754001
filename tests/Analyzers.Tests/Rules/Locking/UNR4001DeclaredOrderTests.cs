using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4001LockOrderAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4001LockOrderFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Orders that one place breaks by itself: a declared one, and none at all between two instances.</summary>
public sealed class UNR4001DeclaredOrderTests
{
    private static string Declared(string members) => $$"""
        namespace Unravel.Annotations
        {
            class LockOrderAttribute : System.Attribute { public LockOrderAttribute(params string[] locks) { } }
        }

        [Unravel.Annotations.LockOrder(nameof(_a), nameof(_b), "_c")]
        class C
        {
            readonly object _a = new(), _b = new(), _c = new(), _free = new();
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() { lock (_b) { lock ([|_a|]) { } } }")]
    [InlineData("void M() { lock (_c) { lock ([|_a|]) { } } }")]
    [InlineData("void M() { lock (_b) { [|N()|]; } } void N() { lock (_a) { } }")]
    [InlineData("void M() { lock (_a) { lock (_b) { } } } void N() { lock (_b) { lock ([|_a|]) { } } }")] // only the side that breaks it
    public Task AgainstTheDeclaration_IsReported(string members) => Verify.Analyzer(Declared(members));

    [Theory]
    [InlineData("void M() { lock (_a) { lock (_b) { lock (_c) { } } } }")]
    [InlineData("void M() { lock (_a) { lock (_c) { } } }")]
    [InlineData("void M() { lock (_free) { lock (_a) { } } }")]
    [InlineData("void M() { lock (_b) { } lock (_a) { } }")]
    [InlineData("void M() { lock (_b) { if (System.Threading.Monitor.TryEnter(_a)) { System.Threading.Monitor.Exit(_a); } } }")]
    public Task AsDeclared_IsSilent(string members) => Verify.Analyzer(Declared(members));

    private static string Account(string members) => $$"""
        class Account
        {
            readonly object _gate = new();
            readonly int _number;
            decimal _balance;
            Account? _parent;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void To(Account other, decimal x) { lock (_gate) { lock ([|other._gate|]) { _balance -= x; other._balance += x; } } }")]
    [InlineData("static void Move(Account from, Account to) { lock (from._gate) { lock ([|to._gate|]) { } } }")]
    [InlineData("void To(Account other) { if (other == this) { return; } lock (other._gate) { lock ([|_gate|]) { } } }")]
    public Task TwoInstances_AreReported(string members) => Verify.Analyzer(Account(members));

    [Theory]
    [InlineData("void To(Account other) { if (_number < other._number) { lock (_gate) { lock (other._gate) { } } } else { lock (other._gate) { lock (_gate) { } } } }")]
    [InlineData("void To(Account other) { var (a, b) = _number < other._number ? (this, other) : (other, this); lock (a._gate) { lock (b._gate) { } } }")]
    [InlineData("static void Move(Account from, Account to) { if (from._number > to._number) { (from, to) = (to, from); } lock (from._gate) { lock (to._gate) { } } }")]
    [InlineData("void Up(Account parent) { lock (parent._gate) { lock (_gate) { } } }")] // a tree has an order
    [InlineData("void Up() { lock (_gate) { if (_parent != null) { lock (_parent._gate) { } } } }")]
    [InlineData("void To(Account other) { lock (_gate) { } lock (other._gate) { } }")]
    [InlineData("void To(Account other) { lock (_gate) { lock (_gate) { } } }")]
    [InlineData("void To(Account other) { if (_number.CompareTo(other._number) == 0) { return; } lock (_gate) { lock (other._gate) { } } }")]
    public Task DecidedOrder_IsSilent(string members) => Verify.Analyzer(Account(members));
}
