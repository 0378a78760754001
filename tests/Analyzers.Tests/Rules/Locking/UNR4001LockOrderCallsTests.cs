using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4001LockOrderAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4001LockOrderFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Orders that arise through calls: helpers, accessors, operators, local functions.</summary>
public sealed class UNR4001LockOrderCallsTests
{
    // Two takes _b and then _a; One holds _a and calls something that takes _b.
    private static string ThroughCall(string call, string members, string modifiers = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;

        {{modifiers}} class C
        {
            static readonly object _a = new(), _b = new();
            {{members}}
            void One(C other) { lock (_a) { {{call}} } }
            void Two() { lock (_b) { lock ({{(call.Contains("[|") ? "[|_a|]" : "_a")}}) { } } }
        }
        """;

    [Theory]
    [InlineData("[|B()|];", "void B() { lock (_b) { } }")]
    [InlineData("[|this.B()|];", "public void B() { lock (_b) { } }")]
    [InlineData("[|B()|];", "static void B() { lock (_b) { } }")]
    [InlineData("[|C.B()|];", "static void B() { lock (_b) { } }")]
    [InlineData("[|other.B()|];", "void B() { lock (_b) { } }")] // a static lock is the same lock whatever the instance
    [InlineData("[|B()|];", "void B() => B2(); void B2() => B3(); int B3() { lock (_b) { return 1; } }")]
    [InlineData("[|B(3)|];", "void B(int n) { if (n > 0) { B(n - 1); } else { lock (_b) { } } }")]
    [InlineData("[|B(3)|];", "void B(int n) { if (n > 0) { B2(n); } } void B2(int n) { B(n - 1); lock (_b) { } }")]
    [InlineData("[|B<int>()|];", "void B<T>() { lock (_b) { } }")]
    [InlineData("_ = [|B|];", "int B { get { lock (_b) { return 1; } } }")]
    [InlineData("_ = [|B|];", "int B => Locked(); int Locked() { lock (_b) { return 1; } }")]
    [InlineData("[|B|] = 1;", "int B { set { lock (_b) { } } }")]
    [InlineData("[|B|] += 1;", "int B { get => 0; set { lock (_b) { } } }")]
    [InlineData("[|B|]++;", "int B { get => 0; set { lock (_b) { } } }")]
    [InlineData("_ = [|this[0]|];", "int this[int i] { get { lock (_b) { return i; } } }")]
    [InlineData("[|this[0]|] = 1;", "int this[int i] { set { lock (_b) { } } }")]
    [InlineData("[|B += null|];", "event Action? B { add { lock (_b) { } } remove { } }")]
    [InlineData("[|B -= null|];", "event Action? B { add { } remove { lock (_b) { } } }")]
    [InlineData("_ = [|this + other|];", "public static C operator +(C l, C r) { lock (_b) { return l; } }")]
    [InlineData("_ = [|-this|];", "public static C operator -(C l) { lock (_b) { return l; } }")]
    [InlineData("int i = [|this|];", "public static implicit operator int(C l) { lock (_b) { return 1; } }")]
    [InlineData("_ = [|new C()|];", "public C() { lock (_b) { } }")]
    [InlineData("[|Local()|]; void Local() { lock (_b) { } }", "")]
    [InlineData("[|Local()|]; static void Local() => Local2(); static void Local2() { lock (_b) { } }", "")]
    [InlineData("Use([|B()|]); void Use(int i) { }", "int B() { lock (_b) { return 1; } }")]
    [InlineData("if ([|B()|]) { return; }", "bool B() { lock (_b) { return true; } }")]
    [InlineData("foreach (var i in [|B()|]) { }", "List<int> B() { lock (_b) { return new(); } }")]
    [InlineData("var s = $\"{[|B()|]}\";", "int B() { lock (_b) { return 1; } }")]
    [InlineData("other?[|.B()|];", "void B() { lock (_b) { } }")]
    public Task CallUnderLock_CountsWithWhatItTakes(string call, string members) =>
        Verify.Analyzer(ThroughCall(call, members));

    [Theory]
    [InlineData("B();", "protected virtual void B() { lock (_b) { } }")] // an override may not take it
    [InlineData("_ = B();", "IEnumerable<int> B() { lock (_b) { yield return 1; } }")] // runs when it is enumerated
    [InlineData("_ = B();", "async Task B() { await Task.Yield(); lock (_b) { } }")] // runs on another thread
    [InlineData("Task.Run(() => B());", "void B() { lock (_b) { } }")]
    [InlineData("Task.Run(B);", "void B() { lock (_b) { } }")]
    [InlineData("Action later = () => { lock (_b) { } };", "")]
    [InlineData("Action later = delegate { B(); };", "void B() { lock (_b) { } }")]
    [InlineData("void Local() { lock (_b) { } }", "")]
    [InlineData("_ = nameof(B);", "int B { get { lock (_b) { return 1; } } }")]
    [InlineData("B = 1;", "int B { get { lock (_b) { return 1; } } set { } }")]
    [InlineData("_ = B;", "int B { get => 1; set { lock (_b) { } } }")]
    [InlineData("B();", "void B() { Action a = () => { lock (_b) { } }; }")]
    [InlineData("B();", "void B() { void Local() { lock (_b) { } } }")]
    [InlineData("B(); lock (_a) { }", "void B() { Task.Run(() => B2()); } void B2() { lock (_b) { } }")]
    [InlineData("_ = new D<int>().B();", "} class D<T> { static object _b = new(); public int B() { lock (_b) { return 1; } } } partial class C {", "partial")]
    public Task CallThatDoesNotTakeIt_IsSilent(string call, string members, string modifiers = "") =>
        Verify.Analyzer(ThroughCall(call, members, modifiers));

    [Theory]
    [InlineData("sealed class D : B0 { ", "protected override void B()")]
    [InlineData("class D : B0 { ", "protected sealed override void B()")]
    public Task SealedOverride_IsCertain(string type, string method) => Verify.Analyzer($$"""
        abstract class B0 { protected abstract void B(); }
        {{type}}
            readonly object _a = new(), _b = new();
            {{method}} { lock (_b) { } }
            void One() { lock (_a) { [|B()|]; } }
            void Two() { lock (_b) { lock ([|_a|]) { } } }
        }
        """);

    [Fact]
    public Task Message_SaysThroughWhichCall() => Verify.Analyzer(
        """
        class C
        {
            readonly object _a = new(), _b = new();
            void One() { lock (_a) { {|#0:Outer()|}; } }
            void Outer() => Inner();
            void Inner() { lock (_b) { } }
            int Two { get { lock (_b) { lock ({|#1:_a|}) { return 1; } } } }
        }
        """,
        Expect.At(0, "'_b' is taken through 'Outer' -> 'Inner' while '_a' is held, but 'Two' (line 7) takes them in the opposite order; two threads can deadlock").WithLocation(1),
        Expect.At(1, "'_a' is taken while '_b' is held, but 'One' (line 4, through 'Outer' -> 'Inner') takes them in the opposite order; two threads can deadlock").WithLocation(0));

    [Fact]
    public Task BothSidesThroughHelpers_AreReported() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            public void One() { lock (_a) { [|TakeB()|]; } }
            public void Two() { lock (_b) { [|TakeA()|]; } }
            void TakeA() { lock (_a) { } }
            void TakeB() { lock (_b) { } }
        }
        """);

    [Fact]
    public Task HelperOnAnotherInstance_TakesItsOwnLocks() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            public void One(C other) { lock (_a) { other.TakeB(); } }
            public void Two() { lock (_b) { lock (_a) { } } }
            void TakeB() { lock (_b) { } }
        }
        """);

    [Fact]
    public Task HelperCalledOnlyUnderTheLock_TakesItAgain_IsSilent() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            public void One() { lock (_a) { lock (_b) { Inner(); } } }
            public void Two() { lock (_a) { lock (_b) { } } }
            void Inner() { lock (_b) { lock (_a) { } } }
        }
        """);

    [Fact]
    public Task HelperThatOthersCanCall_TakesItInItsOwnOrder_IsReported() => Verify.Analyzer("""
        class C
        {
            readonly object _a = new(), _b = new();
            public void One() { lock (_a) { lock ([|_b|]) { Inner(); } } }
            public void Inner() { lock (_b) { lock ([|_a|]) { } } }
        }
        """);

    [Fact]
    public Task Lambda_StartsWithNothingHeld() => Verify.Analyzer("""
        using System;
        class C
        {
            readonly object _a = new(), _b = new();
            void One() { lock (_a) { Run(() => { lock (_b) { } }); } }
            void Two() { lock (_b) { lock (_a) { } } }
            void Run(Action a) { }
        }
        """);

    [Fact]
    public Task Lambda_HasAnOrderOfItsOwn() => Verify.Analyzer("""
        using System.Threading;
        class C
        {
            readonly object _a = new(), _b = new();
            C() { new Thread(() => { lock (_a) { lock ([|_b|]) { } } }).Start(); }
            void Two() { lock (_b) { lock ([|_a|]) { } } }
        }
        """);

    [Fact]
    public Task LocalsThatLambdasShare_AreLocks() => Verify.Analyzer("""
        using System.Threading.Tasks;
        object a = new(), b = new();
        var one = Task.Run(() => { lock (a) { lock ([|b|]) { } } });
        var two = Task.Run(() => { lock (b) { lock ([|a|]) { } } });
        await Task.WhenAll(one, two);
        """, test => test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);
}
