using Microsoft.CodeAnalysis.Testing;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4001LockOrderAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4001LockOrderFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Kinds of types and members, longer cycles, several files, unfinished code.</summary>
public sealed class UNR4001LockOrderShapesTests
{
    [Theory]
    [InlineData("class C")]
    [InlineData("sealed class C")]
    [InlineData("abstract class C")]
    [InlineData("class C<T>")]
    [InlineData("record C")]
    [InlineData("record class C(int X)")]
    [InlineData("class Base { } class C() : Base()")]
    public Task AnyTypeOfInstances_IsRead(string type) => Verify.Analyzer(type + """
         {
            private readonly object _a = new(), _b = new();
            public void One() { lock (_a) { lock ([|_b|]) { } } }
            public void Two() { lock (_b) { lock ([|_a|]) { } } }
        }
        """);

    [Theory]
    [InlineData("static class C")]
    [InlineData("struct C")]
    [InlineData("readonly struct C")]
    [InlineData("record struct C(int X)")]
    [InlineData("readonly ref struct C")]
    [InlineData("interface C")]
    [InlineData("class Outer<T> { class C")]
    public Task AnyTypeWithStatics_IsRead(string type) => Verify.Analyzer(type + """
         {
            private static readonly object _a = new(), _b = new();
            public static void One() { lock (_a) { lock ([|_b|]) { } } }
            public static void Two() { lock (_b) { lock ([|_a|]) { } } }
        }
        """ + (type.Contains("Outer") ? "}" : ""));

    [Fact]
    public Task PrimaryConstructorParameters_AreFields() => Verify.Analyzer("""
        class C(object a, object b)
        {
            public void One() { lock (a) { lock ([|b|]) { } } }
            public void Two() { lock (b) { lock ([|a|]) { } } }
        }
        """);

    [Theory]
    [InlineData("int Two { get { lock (_b) { lock ([|_a|]) { return 1; } } } }")]
    [InlineData("int Two { set { lock (_b) { lock ([|_a|]) { } } } }")]
    [InlineData("int Two { init { lock (_b) { lock ([|_a|]) { } } } }")]
    [InlineData("int this[int i] { get { lock (_b) { lock ([|_a|]) { return i; } } } }")]
    [InlineData("event System.Action Two { add { lock (_b) { lock ([|_a|]) { } } } remove { } }")]
    [InlineData("event System.Action Two { add { } remove { lock (_b) { lock ([|_a|]) { } } } }")]
    [InlineData("~C() { lock (_b) { lock ([|_a|]) { } } }")]
    [InlineData("public int Two() => Run(() => { lock (_b) { lock ([|_a|]) { return 1; } } }); int Run(System.Func<int> f) => f();")]
    [InlineData("async System.Threading.Tasks.Task Two() { await System.Threading.Tasks.Task.Yield(); lock (_b) { lock ([|_a|]) { } } }")]
    [InlineData("System.Collections.Generic.IEnumerable<int> Two() { lock (_b) { lock ([|_a|]) { } } yield return 1; }")]
    [InlineData("void Two() { Local(); void Local() { lock (_b) { lock ([|_a|]) { } } } }")]
    [InlineData("void Two() { Local(); void Local() { lock (_b) { Deeper(); void Deeper() { } lock ([|_a|]) { } } } }")]
    [InlineData("void Two() { System.Action a = () => { System.Action b = () => { lock (_b) { lock ([|_a|]) { } } }; }; }")]
    [InlineData("System.Action Two = () => { lock (s_b) { lock ([|s_a|]) { } } }; void Three() { lock (s_a) { lock ([|s_b|]) { } } }")]
    public Task AnyMember_IsRead(string member) => Verify.Analyzer($$"""
        class C
        {
            static readonly object s_a = new(), s_b = new();
            readonly object _a = new(), _b = new();
            void One() { lock (_a) { lock ({{(member.Contains("s_a") ? "_b" : "[|_b|]")}}) { } } }
            {{member}}
        }
        """);

    [Fact]
    public Task Operators_AreRead() => Verify.Analyzer("""
        class C
        {
            static readonly object s_a = new(), s_b = new();
            public static C operator +(C l, C r) { lock (s_a) { lock ([|s_b|]) { return l; } } }
            public static explicit operator int(C c) { lock (s_b) { lock ([|s_a|]) { return 1; } } }
        }
        """);

    [Fact]
    public Task NestedTypes_ShareTheLocksOfTheOutermost() => Verify.Analyzer("""
        class C
        {
            static readonly object s_a = new(), s_b = new();
            void One() { lock (s_a) { [|Nested.TakeB()|]; } }
            class Nested
            {
                public static void TakeB() { lock (s_b) { } }
                class Deep { void Two() { lock (s_b) { lock ([|s_a|]) { } } } }
            }
        }
        """);

    [Fact]
    public Task InstancesOfNestedTypes_HaveTheirOwnLocks() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new();
            void One(Nested n) { lock (_a) { n.TakeB(this); } }
            class Nested
            {
                readonly object _b = new();
                public void TakeB(C c) { lock (_b) { lock (c._a) { } } }
            }
        }
        """);

    [Fact]
    public Task DifferentTypes_AreNotMixed() => Verify.Analyzer("""
        class Locks { public static readonly object A = new(), B = new(); }
        class One { void M() { lock (Locks.A) { lock (Locks.B) { } } } }
        class Two { void M() { lock (Locks.B) { lock (Locks.A) { } } } }
        """);

    [Fact]
    public Task PartialType_IsOneType() => Verify.Analyzer(
        """
        partial class C
        {
            readonly object _a = new(), _b = new();
            void One() { lock (_a) { lock ({|#0:_b|}) { } } }
            partial void Hook();
        }
        """,
        test => test.TestState.Sources.Add("""
        partial class C
        {
            void Two() { lock (_b) { {|#1:Hook()|}; } }
            partial void Hook() { lock (_a) { } }
        }
        """),
        Expect.At(0, "'_b' is taken while '_a' is held, but 'Two' (line 3 of Test1.cs, through 'Hook') takes them in the opposite order; two threads can deadlock").WithLocation(1),
        Expect.At(1, "'_a' is taken through 'Hook' while '_b' is held, but 'One' (line 4 of Test0.cs) takes them in the opposite order; two threads can deadlock").WithLocation(0));

    [Fact]
    public Task PartWithoutAnyLock_StillCallsUnderNone() => Verify.Analyzer(
        """
        partial class C
        {
            readonly object _a = new(), _b = new();
            void One() { lock (_a) { [|Relay()|]; } }
            void Two() { lock (_b) { lock ([|_a|]) { } } }
            void TakeB() { lock (_b) { } }
        }
        """,
        test => test.TestState.Sources.Add("partial class C { void Relay() { TakeB(); } }"));

    [Fact]
    public Task ThreeLocks_InACircle_AreReportedWithTheWholeChain() => Verify.Analyzer(
        """
        class C
        {
            readonly object _a = new(), _b = new(), _c = new();
            void One() { lock (_a) { lock ({|#0:_b|}) { } } }
            void Two() { lock (_b) { lock ({|#1:_c|}) { } } }
            void Three() { lock (_c) { lock ({|#2:_a|}) { } } }
        }
        """,
        Expect.At(0, "'_b' is taken while '_a' is held, but a chain of 'Two' (line 5) and 'Three' (line 6) takes them in the opposite order; two threads can deadlock").WithLocation(1).WithLocation(2),
        Expect.At(1, "'_c' is taken while '_b' is held, but a chain of 'Three' (line 6) and 'One' (line 4) takes them in the opposite order; two threads can deadlock").WithLocation(2).WithLocation(0),
        Expect.At(2, "'_a' is taken while '_c' is held, but a chain of 'One' (line 4) and 'Two' (line 5) takes them in the opposite order; two threads can deadlock").WithLocation(0).WithLocation(1));

    [Fact]
    public Task Philosophers_AreReported() => Verify.Analyzer("""
        class Table
        {
            static readonly object s_1 = new(), s_2 = new(), s_3 = new(), s_4 = new(), s_5 = new();
            void P1() { lock (s_1) { lock ([|s_2|]) { } } }
            void P2() { lock (s_2) { lock ([|s_3|]) { } } }
            void P3() { lock (s_3) { lock ([|s_4|]) { } } }
            void P4() { lock (s_4) { lock ([|s_5|]) { } } }
            void P5() { lock (s_5) { lock ([|s_1|]) { } } }
        }
        """);

    [Fact]
    public Task Philosophers_OneOfThemLeftHanded_AreSilent() => Verify.Analyzer("""
        class Table
        {
            static readonly object s_1 = new(), s_2 = new(), s_3 = new();
            void P1() { lock (s_1) { lock (s_2) { } } }
            void P2() { lock (s_2) { lock (s_3) { } } }
            void P3() { lock (s_1) { lock (s_3) { } } }
        }
        """);

    [Fact]
    public Task ThreeLocks_TwoOfThemBehindOneGate_AreSilent() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new(), _c = new(), _g = new();
            void One() { lock (_g) { lock (_a) { lock (_b) { } } } }
            void Two() { lock (_g) { lock (_b) { lock (_c) { } } } }
            void Three() { lock (_c) { lock (_a) { } } }
        }
        """);

    [Theory]
    [InlineData("void One() { lock (_a) { lock (")]
    [InlineData("void One() { lock (_a) { lock () { } } }")]
    [InlineData("void One() { lock (_missing) { lock (_a) { } } }")]
    [InlineData("void One() { lock (_a) lock (_b) } void")]
    [InlineData("void One() { lock (_a) { lock (_b.) { } } }")]
    [InlineData("void One() { lock (_a) { lock (this.) { } } } void One() { lock (_a) { } }")]
    [InlineData("void One() { Monitor.Enter(); Monitor.Enter(_a, ref); lock (_a) { Monitor.Exit(1, 2); } }")]
    [InlineData("int P => lock (_a) { 1 }; int Q { get { lock (_a) } }")]
    [InlineData("void One() { lock (_a) { goto missing; lock (_b) { continue; } } }")]
    [InlineData("void One() { object x = x; lock (x) { var y = z; var z = y; lock (y) { lock (z) { } } } }")]
    [InlineData("void One() { lock (1) { lock (_a) { } } lock (_a) { lock (default) { } } }")]
    public Task UnfinishedCode_DoesNotBreakAnything(string member) => Verify.Analyzer(
        "class C { readonly object _a = new(), _b = new(); " + member + " void Two() { lock (_b) { } } }",
        test => test.CompilerDiagnostics = CompilerDiagnostics.None);

    [Fact]
    public Task GeneratedCode_IsSilent() => Verify.Analyzer("""
        // <auto-generated/>
        class C
        {
            readonly object _a = new(), _b = new();
            void One() { lock (_a) { lock (_b) { } } }
            void Two() { lock (_b) { lock (_a) { } } }
        }
        """);
}
