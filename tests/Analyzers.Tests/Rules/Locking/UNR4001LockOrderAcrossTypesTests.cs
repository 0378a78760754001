using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.Locking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4001LockOrderAcrossTypesAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Orders that only several types together show.</summary>
public sealed class UNR4001LockOrderAcrossTypesTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;

        """;

    // A calls B under its lock, and B calls A under its own.
    private static string Mutual(string callOfB, string membersOfB, string callOfA = "[|_a.X()|];", string membersOfA = "internal void X() { lock (_gate) { } }", string more = "") => Usings + $$"""
        class A
        {
            readonly object _gate = new();
            readonly B _b = new();
            readonly List<B> _all = new();
            internal B Next => _b;
            public void M(B other) { lock (_gate) { {{callOfB}} } }
            {{membersOfA}}
        }

        class B
        {
            readonly object _gate = new();
            readonly A _a = null!;
            public void N() { lock (_gate) { {{callOfA}} } }
            {{membersOfB}}
        }
        {{more}}
        """;

    [Theory]
    [InlineData("[|_b.Do()|];", "internal void Do() { lock (_gate) { } }")]
    [InlineData("[|other.Do()|];", "internal void Do() { lock (_gate) { } }")]
    [InlineData("[|_all[0].Do()|];", "internal void Do() { lock (_gate) { } }")]
    [InlineData("foreach (var one in _all) { [|one.Do()|]; }", "internal void Do() { lock (_gate) { } }")]
    [InlineData("[|Next.Do()|];", "internal void Do() { lock (_gate) { } }")]
    [InlineData("[|_b.Do()|];", "internal void Do() => Do2(); void Do2() { lock (_gate) { } }")]
    [InlineData("[|_b.Do()|];", "internal void Do() => D2(); void D2() => D3(); void D3() => D4(); void D4() { lock (_gate) { } }")]
    [InlineData("[|_b.Do(3)|];", "internal void Do(int n) { if (n > 0) { Do(n - 1); } else { lock (_gate) { } } }")]
    [InlineData("_ = [|_b.Count|];", "internal int Count { get { lock (_gate) { return 1; } } }")]
    [InlineData("[|_b.Count|] = 1;", "internal int Count { set { lock (_gate) { } } }")]
    [InlineData("_ = [|_b[1]|];", "internal int this[int i] { get { lock (_gate) { return i; } } }")]
    [InlineData("[|_b.E += null|];", "internal event Action? E { add { lock (_gate) { } } remove { } }")]
    [InlineData("_b?[|.Do()|];", "internal void Do() { lock (_gate) { } }")]
    [InlineData("lock ([|_b.Gate|]) { }", "internal object Gate => _gate;")]
    [InlineData("[|Monitor.Enter(_b.Gate)|]; Monitor.Exit(_b.Gate);", "internal object Gate => _gate;")]
    [InlineData("[|B.Static()|];", "internal static void Static() { Holder.Of(null!); } internal void Do2() { lock (_gate) { } }", "[|_a.X()|];", "internal void X() { lock (_gate) { } }", "class Holder { internal static void Of(B b) => b.Do2(); }")]
    [InlineData("[|_b.Do()|];", "internal void Do() { lock (_gate) { } }", "[|_a.X()|];", "internal void X() { _all.ForEach(_ => { lock (_gate) { } }); }")]
    public Task TypesCallEachOther_BothSidesAreReported(
        string callOfB, string membersOfB, string callOfA = "[|_a.X()|];", string membersOfA = "internal void X() { lock (_gate) { } }", string more = "") =>
        Verify.Analyzer(Mutual(callOfB, membersOfB, callOfA, membersOfA, more));

    [Theory]
    [InlineData("_b.Do();", "internal virtual void Do() { lock (_gate) { } }")] // an override may not take it
    [InlineData("((I)_b).Do();", "} interface I { void Do(); } class B2 : I { readonly object _gate = new(); public void Do() { lock (_gate) { } }")]
    [InlineData("Task.Run(() => _b.Do());", "internal void Do() { lock (_gate) { } }")]
    [InlineData("Task.Run(_b.Do);", "internal void Do() { lock (_gate) { } }")]
    [InlineData("Action later = () => _b.Do();", "internal void Do() { lock (_gate) { } }")]
    [InlineData("_ = _b.Do();", "internal IEnumerable<int> Do() { lock (_gate) { yield return 1; } }")]
    [InlineData("_ = _b.Do();", "internal async Task Do() { await Task.Yield(); lock (_gate) { } }")]
    [InlineData("_b.Do();", "internal void Do() { Task.Run(() => { lock (_gate) { } }); }")]
    [InlineData("_b.Do();", "internal void Do() { if (Monitor.TryEnter(_gate)) { Monitor.Exit(_gate); } }")] // gives up
    [InlineData("new B().Do();", "internal void Do() { lock (_gate) { } }")] // nobody else has it
    [InlineData("var made = new B(); made.Do();", "internal void Do() { lock (_gate) { } }")]
    [InlineData("_ = new B();", "internal B() { lock (_gate) { } }")]
    [InlineData("_ = new B(1);", "internal B(int i) { Do(); } internal B() { } internal void Do() { lock (_gate) { } }")]
    [InlineData("_b.Do();", "internal void Do() { var other = new B(); other.Take(); } void Take() { lock (_gate) { } }")]
    [InlineData("_b.Do();", "internal void Do() => D2(); void D2() => D3(); void D3() => D4(); void D4() => D5(); void D5() { lock (_gate) { } }")] // too far to be sure
    [InlineData("_ = nameof(B.Count);", "internal int Count { get { lock (_gate) { return 1; } } }")]
    [InlineData("_b.Do();", "internal void Do() { }")]
    [InlineData("_b.Do();", "readonly object _other = new(); internal void Do() { lock (_other) { } }")]
    [InlineData("_b.Do();", "internal void Do() { lock (_gate) { } }", "", "internal void X() { lock (_gate) { } }")] // one order
    [InlineData("_b.Do();", "internal void Do() { lock (_gate) { } }", "_a.X();", "internal void X() { }")]
    [InlineData("_b.Do();", "internal void Do() { lock (_gate) { } }", "_a.X();", "internal virtual void X() { lock (_gate) { } }")]
    [InlineData("_b.Do();", "internal void Do() { lock (_gate) { } }", "Action later = _a.X; ", "internal void X() { lock (_gate) { } }")]
    public Task NoCallUnderLock_IsSilent(
        string callOfB, string membersOfB, string callOfA = "_a.X();", string membersOfA = "internal void X() { lock (_gate) { } }") =>
        Verify.Analyzer(Mutual(callOfB, membersOfB, callOfA, membersOfA));

    [Fact]
    public Task Message_HasBothChains() => Verify.Analyzer(
        Usings + """
        class Shop
        {
            readonly object _gate = new();
            readonly Clerk _clerk = new();
            public void Book() { lock (_gate) { {|#0:_clerk.Ask()|}; } }
            internal void Close() { lock (_gate) { } }
        }

        class Clerk
        {
            readonly Stock _stock = new();
            internal void Ask() => _stock.Reserve();
        }

        class Stock
        {
            readonly object _gate = new();
            readonly Shop _shop = null!;
            internal void Reserve() => Take();
            void Take() { lock (_gate) { } }
            public void Deliver() { lock (_gate) { {|#1:_shop.Close()|}; } }
        }
        """,
        At(0, "'Stock._gate' is taken through 'Clerk.Ask' -> 'Stock.Reserve' -> 'Stock.Take' while 'Shop._gate' is held, but 'Stock.Deliver' (line 26, through 'Shop.Close') takes them in the opposite order; two threads can deadlock").WithLocation(1),
        At(1, "'Shop._gate' is taken through 'Shop.Close' while 'Stock._gate' is held, but 'Shop.Book' (line 10, through 'Clerk.Ask' -> 'Stock.Reserve' -> 'Stock.Take') takes them in the opposite order; two threads can deadlock").WithLocation(0));

    [Fact]
    public Task LocksOfAThirdType_InOppositeOrders() => Verify.Analyzer(Usings + """
        static class Locks { internal static readonly object First = new(), Second = new(); }
        class A { void M() { lock (Locks.First) { lock ([|Locks.Second|]) { } } } }
        class B { void N() { lock (Locks.Second) { lock ([|Locks.First|]) { } } } }
        """);

    [Fact]
    public Task LocksOfAThirdType_InOneOrder() => Verify.Analyzer(Usings + """
        static class Locks { internal static readonly object First = new(), Second = new(); }
        class A { void M() { lock (Locks.First) { lock (Locks.Second) { } } } }
        class B { void N() { lock (Locks.First) { lock (Locks.Second) { } } } }
        """);

    [Fact]
    public Task ThreeTypes_InARing() => Verify.Analyzer(Usings + """
        class A { readonly object _a = new(); B _b = new(); public void M() { lock (_a) { [|_b.Take()|]; } } internal void Take() { lock (_a) { } } }
        class B { readonly Lock _b = new(); C _c = new(); public void M() { lock (_b) { [|_c.Take()|]; } } internal void Take() { using (_b.EnterScope()) { } } }
        class C { readonly ReaderWriterLockSlim _c = new(); A _a = new(); public void M() { _c.EnterWriteLock(); [|_a.Take()|]; _c.ExitWriteLock(); } internal void Take() { _c.EnterReadLock(); _c.ExitReadLock(); } }
        """);

    [Fact]
    public Task AsyncLocks_AreFollowedThroughAwaits() => Verify.Analyzer(Usings + """
        class A
        {
            readonly SemaphoreSlim _gate = new(1); readonly B _b = null!;
            public async Task M() { await _gate.WaitAsync(); try { await [|_b.Do()|].ConfigureAwait(false); } finally { _gate.Release(); } }
            internal async Task X() { await _gate.WaitAsync(); _gate.Release(); }
        }
        class B
        {
            readonly SemaphoreSlim _gate = new(1, 1); readonly A _a = null!;
            public async Task N() { await _gate.WaitAsync(); try { await [|_a.X()|]; } finally { _gate.Release(); } }
            internal async Task Do() { await _gate.WaitAsync(); _gate.Release(); }
        }
        """);

    [Fact]
    public Task ManyPlaces_AreNoLock() => Verify.Analyzer(Usings + """
        class A
        {
            readonly SemaphoreSlim _places = new(4); readonly B _b = null!;
            public async Task M() { await _places.WaitAsync(); try { await _b.Do(); } finally { _places.Release(); } }
            internal async Task X() { await _places.WaitAsync(); _places.Release(); }
        }
        class B
        {
            readonly SemaphoreSlim _gate = new(1); readonly A _a = null!;
            public async Task N() { await _gate.WaitAsync(); try { await _a.X(); } finally { _gate.Release(); } }
            internal async Task Do() { await _gate.WaitAsync(); _gate.Release(); }
        }
        """);

    [Fact]
    public Task AlwaysCalledUnderTheOtherLock_IsSilent() => Verify.Analyzer(Usings + """
        class A
        {
            readonly object _gate = new(); readonly B _b = null!;
            public void M() { lock (_gate) { _b.Do(); } }
            public void M2() { lock (_gate) { M3(); } }
            void M3() => _b.Do();
            internal void X() { lock (_gate) { } }
        }
        class B
        {
            readonly object _gate = new(); readonly A _a = null!;
            internal void Do() { lock (_gate) { _a.X(); } }
        }
        """);

    [Fact]
    public Task SeenOutside_MayBeCalledWithoutTheOtherLock() => Verify.Analyzer(Usings + """
        public class A
        {
            readonly object _gate = new(); readonly B _b = null!;
            public void M() { lock (_gate) { [|_b.Do()|]; } }
            internal void X() { lock (_gate) { } }
        }
        public class B
        {
            readonly object _gate = new(); readonly A _a = null!;
            public void Do() { lock (_gate) { [|_a.X()|]; } }
        }
        """);

    [Fact]
    public Task Program_IsCalledByNobody() => Verify.Analyzer(
        Usings + """
        public class A
        {
            readonly object _gate = new(); readonly B _b = null!;
            public static void Main() { }
            public void M() { lock (_gate) { _b.Do(); } }
            internal void X() { lock (_gate) { } }
        }
        public class B
        {
            readonly object _gate = new(); readonly A _a = null!;
            public void Do() { lock (_gate) { _a.X(); } }
        }
        """,
        static test => test.TestState.OutputKind = OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("interface I { void Do(); }", "B : I", "public void Do()")]
    [InlineData("class C { void M(B b) { Action later = b.Do; } }", "B", "internal void Do()")]
    [InlineData("class C { void M(B b) { b.Do(); } }", "B", "internal void Do()")]
    public Task MayBeCalledWithoutTheOtherLock_IsReported(string more, string type, string method) => Verify.Analyzer(Usings + $$"""
        class A
        {
            readonly object _gate = new(); readonly B _b = null!;
            public void M() { lock (_gate) { [|_b.Do()|]; } }
            internal void X() { lock (_gate) { } }
        }
        class {{type}}
        {
            readonly object _gate = new(); readonly A _a = null!;
            {{method}} { lock (_gate) { [|_a.X()|]; } }
        }
        {{more}}
        """);

    [Theory]
    [InlineData("class G { internal static readonly object Gate = new(); }", "lock (G.Gate) { ", "lock (G.Gate) { ")] // only one thread at a time gets there
    [InlineData("class G { internal readonly object Gate = new(); }", "lock (_g.Gate) { ", "lock (_g.Gate) { ")]
    public Task GateAroundBoth_IsSilent(string gate, string before, string beforeOther) => Verify.Analyzer(Usings + $$"""
        {{gate}}
        class A
        {
            readonly G _g = null!; readonly object _gate = new(); readonly B _b = null!;
            public void M() { {{before}} lock (_gate) { _b.Do(); } } }
            internal void X() { lock (_gate) { } }
        }
        class B
        {
            readonly G _g = null!; readonly object _gate = new(); readonly A _a = null!;
            internal void Do() { lock (_gate) { } }
            public void N() { {{beforeOther}} lock (_gate) { _a.X(); } } }
        }
        """);

    [Fact]
    public Task TwoOfOneType_AreNotSetAgainstEachOther() => Verify.Analyzer(Usings + """
        class A { readonly object _gate = new(); B _b = null!; public void M() { lock (_gate) { _b.Do(); } } internal void X() { lock (_gate) { } } }
        class B { A _other = null!; internal void Do() => _other.X(); }
        """);

    [Fact]
    public Task LockOfABaseClass_MayBeAnotherInstance() => Verify.Analyzer(Usings + """
        class Base { protected readonly object Gate = new(); }
        class A : Base { B _b = null!; public void M() { lock (Gate) { _b.Do(); } } internal void X() { lock (Gate) { } } }
        class B { readonly object _gate = new(); A _a = null!; internal void Do() { lock (_gate) { } } public void N() { lock (_gate) { _a.X(); } } }
        """);

    [Fact]
    public Task ReadersOnBothSides_DoNotWait() => Verify.Analyzer(Usings + """
        class A
        {
            readonly ReaderWriterLockSlim _gate = new(); readonly B _b = null!;
            public void M() { _gate.EnterReadLock(); _b.Do(); _gate.ExitReadLock(); }
            internal void X() { _gate.EnterReadLock(); _gate.ExitReadLock(); }
        }
        class B
        {
            readonly object _gate = new(); readonly A _a = null!;
            internal void Do() { lock (_gate) { } }
            public void N() { lock (_gate) { _a.X(); } }
        }
        """);

    [Fact]
    public Task WhatOneTypeShows_IsTheLiveRules() => Verify.Analyzer(Usings + """
        class A
        {
            readonly object _a = new(), _b = new();
            public void M() { lock (_a) { lock (_b) { } } }
            public void N() { lock (_b) { lock (_a) { } } }
            class Inner { readonly object _c = new(); A _o = null!; void M() { lock (_c) { lock (_o._a) { } } } internal void X() { lock (_c) { } } }
            void O(Inner i) { lock (_a) { i.X(); } }
        }
        class B { readonly object _b = new(); public void M() { lock (_b) { } } }
        """);

    private static DiagnosticResult At(int mark, string message) =>
        new DiagnosticResult(UNR4001LockOrderAnalyzer.AcrossTypes).WithLocation(mark).WithMessage(message);
}
