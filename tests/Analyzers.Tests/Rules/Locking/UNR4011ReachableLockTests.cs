using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4011ReachableLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4011ReachableLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Locks on objects that code of other assemblies can lock too.</summary>
public sealed class UNR4011ReachableLockTests
{
    [Theory]
    [InlineData("public class C { void M() { lock ([|this|]) { } } }")]
    [InlineData("public class C { void M() { System.Threading.Monitor.Enter([|this|]); } }")]
    [InlineData("public class C { bool M() => System.Threading.Monitor.TryEnter([|this|], 5); }")]
    [InlineData("public class C { public class D { void M() { lock ([|this|]) { } } } }")]
    [InlineData("public class C { protected class D { void M() { lock ([|this|]) { } } } }")]
    [InlineData("public record C { void M() { lock ([|this|]) { } } }")]
    [InlineData("public class C { void M() { var self = this; lock ([|self|]) { } } }")]
    [InlineData("public class C { void M() { System.Action a = () => { lock ([|this|]) { } }; } }")]
    [InlineData("public class C { public readonly object Gate = new(); void M() { lock ([|Gate|]) { } } }")]
    [InlineData("public class C { protected readonly object Gate = new(); void M() { lock ([|Gate|]) { } } }")]
    [InlineData("public class C { protected internal static readonly object Gate = new(); void M() { lock ([|Gate|]) { } } }")]
    [InlineData("public class C { public object Gate { get; } = new(); void M() { lock ([|Gate|]) { } } }")]
    [InlineData("public class C { readonly object _g = new(); public object Gate => _g; void M() { lock ([|this.Gate|]) { } } }")]
    [InlineData("public class C { public static readonly object Gate = new(); } class D { void M() { lock ([|C.Gate|]) { } } }")]
    public Task WhatOthersCanLock_IsReported(string source) => Verify.Analyzer(source);

    [Theory]
    [InlineData("class C { void M() { lock (this) { } } }")]
    [InlineData("public class C { class D { void M() { lock (this) { } } } }")]
    [InlineData("public sealed class C { internal class D { void M() { lock (this) { } } } }")]
    [InlineData("public class C { readonly object _gate = new(); void M() { lock (_gate) { } } }")]
    [InlineData("public class C { internal readonly object Gate = new(); void M() { lock (Gate) { } } }")]
    [InlineData("public class C { private protected readonly object Gate = new(); void M() { lock (Gate) { } } }")]
    [InlineData("public sealed class C { protected readonly object Gate = new(); void M() { lock (Gate) { } } }")]
    [InlineData("class C { public readonly object Gate = new(); void M() { lock (Gate) { } } }")]
    [InlineData("public class C { public object SyncRoot { get; } = new(); void M() { lock (SyncRoot) { } } }")] // made to be locked
    [InlineData("public class C { void M(System.Collections.ICollection c) { lock (c.SyncRoot) { } } }")]
    [InlineData("public class C { void M(object o) { lock (o) { } } }")]
    [InlineData("public class C { public object? Gate; void M() { lock (Gate!) { } } }")] // UNR4012
    [InlineData("public class C { public string Name = \"\"; void M() { lock (Name) { } } }")] // UNR4010
    [InlineData("public class C { void M() { System.Threading.Monitor.Exit(this); } }")]
    public Task WhatOthersCannotLock_IsSilent(string source) => Verify.Analyzer(source);

    [Fact]
    public Task SynchronizedMethod_IsReportedWhereOthersSeeTheType() => Verify.Analyzer("""
        using System.Runtime.CompilerServices;
        public class C
        {
            [[|MethodImpl(MethodImplOptions.Synchronized)|]] public void M() { }
            [[|MethodImpl(MethodImplOptions.Synchronized)|]] private static void S() { }
            [[|MethodImpl(MethodImplOptions.Synchronized | MethodImplOptions.NoInlining)|]] public void Both() { }
            [MethodImpl(MethodImplOptions.NoInlining)] public void Other() { }
            public int P { [[|MethodImpl(MethodImplOptions.Synchronized)|]] get => 1; }
        }
        class D { [MethodImpl(MethodImplOptions.Synchronized)] public void M() { } }
        """);

    [Fact]
    public Task Fix_GivesTheTypeAPrivateLock() => Verify.Fix(
        """
        using System.Threading;

        public class C
        {
            private int _count; // how many

            public void One()
            {
                lock ([|this|]) // all of it
                {
                    _count++;
                }
            }

            public int Two()
            {
                lock ([|this|])
                {
                    return _count;
                }
            }
        }
        """,
        """
        using System.Threading;

        public class C
        {
            private readonly Lock _gate = new Lock();

            private int _count; // how many

            public void One()
            {
                lock (_gate) // all of it
                {
                    _count++;
                }
            }

            public int Two()
            {
                lock (_gate)
                {
                    return _count;
                }
            }
        }
        """,
        test => test.NumberOfIncrementalIterations = 1);

    [Fact]
    public Task Fix_UsesAnObjectWhereMonitorIsCalled() => Verify.Fix(
        """
        using System.Threading;

        public class C
        {
            private int _gate;

            public void One()
            {
                lock ([|this|])
                {
                    _gate++;
                    Monitor.PulseAll(this);
                }
            }
        }
        """,
        """
        using System.Threading;

        public class C
        {
            private readonly object _gate2 = new object();

            private int _gate;

            public void One()
            {
                lock (_gate2)
                {
                    _gate++;
                    Monitor.PulseAll(_gate2);
                }
            }
        }
        """);

    [Theory]
    [InlineData("public partial class C { void M() { lock ([|this|]) { } } } public partial class C { }")]
    [InlineData("public class B { } public class C : B { void M() { lock ([|this|]) { } } }")] // the base may lock this too
    [InlineData("public class C { public readonly object Gate = new(); void M() { lock ([|Gate|]) { } } }")]
    [InlineData("public class C { void M() { var self = this; lock ([|self|]) { } } }")]
    [InlineData("public class C { void M() { lock ([|this|]) { } } [[|System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)|]] void S() { } }")]
    [InlineData("public record C { void M() { lock ([|this|]) { } } }")]
    public Task Fix_IsNotOfferedWhereMoreWouldChange(string source) => Verify.NoFix(source);
}
