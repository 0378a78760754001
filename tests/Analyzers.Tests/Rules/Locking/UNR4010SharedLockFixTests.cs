using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4010SharedLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4010SharedLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>A private lock instead of a string or a type.</summary>
public sealed class UNR4010SharedLockFixTests
{
    [Fact]
    public Task Fix_GivesEachObjectOneStaticLock() => Verify.Fix(
        """
        using System.Threading;

        class C
        {
            private const string Name = "gate";
            private readonly string _name = "gate";
            private int _count;

            void One() { lock ([|"gate"|]) { _count++; } }
            void Two() { lock ([|Name|]) { _count++; } }
            static void Three(C c) { lock ([|c._name|]) { c._count++; } }
            void Four() { lock ([|typeof(C)|]) { _count++; } }
            void Five() { Monitor.Enter([|(object)typeof(string)|]); try { _count++; } finally { Monitor.Exit(typeof(string)); } }
        }
        """,
        """
        using System.Threading;

        class C
        {
            private static readonly Lock s_gate = new Lock();

            private static readonly Lock s_gate2 = new Lock();

            private static readonly object s_gate3 = new object();

            private const string Name = "gate";
            private readonly string _name = "gate";
            private int _count;

            void One() { lock (s_gate) { _count++; } }
            void Two() { lock (s_gate) { _count++; } }
            static void Three(C c) { lock (s_gate) { c._count++; } }
            void Four() { lock (s_gate2) { _count++; } }
            void Five() { Monitor.Enter(s_gate3); try { _count++; } finally { Monitor.Exit(s_gate3); } }
        }
        """,
        test => test.NumberOfIncrementalIterations = 1);

    [Theory]
    [InlineData("class C { void M() { lock ([|\"gate\"|]) { } } } class D { void M() { lock ([|\"gate\"|]) { } } }")]
    [InlineData("class C { void M() { lock ([|typeof(C)|]) { } } } class D { void M() { lock ([|typeof(C)|]) { } } }")]
    [InlineData("class C { void M() { lock ([|typeof(C)|]) { } } void N() { lock ([|GetType()|]) { } } }")]
    [InlineData("class C { void M(string text) { lock ([|text|]) { } } }")]
    [InlineData("class C { void M(string text) { lock ([|text|]) { } lock ([|\"gate\"|]) { } } }")]
    [InlineData("class C { void M() { object g = \"gate\"; lock ([|g|]) { } lock ([|\"gate\"|]) { } } }")]
    [InlineData("class C { void M(object o) { lock (o) { } lock ([|\"gate\"|]) { } } }")]
    [InlineData("class C { readonly string _name = \"gate\"; C(string name) { _name = name; } void M() { lock ([|_name|]) { } } }")]
    [InlineData("class C<T> { void M() { lock ([|\"gate\"|]) { } } }")]
    [InlineData("partial class C { void M() { lock ([|\"gate\"|]) { } } } partial class C { }")]
    [InlineData("struct C { void M() { lock ([|\"gate\"|]) { } } }")]
    [InlineData("class C { void M() { lock ([|System.Threading.Thread.CurrentThread|]) { } } }")]
    [InlineData("class C { [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] static void S() { } void M() { lock ([|typeof(C)|]) { } } }")]
    public Task Fix_IsNotOfferedWhereOthersMayLockTheSame(string source) => Verify.NoFix(source);
}
