using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4019StaticUnderInstanceLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4019StaticUnderInstanceLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Static state that each instance guards by a lock of its own.</summary>
public sealed class UNR4019StaticUnderInstanceLockTests
{
    private static string Type(string members) => $$"""
        using System.Collections.Generic;
        using System.Threading;

        class C
        {
            private readonly object _gate = new();
            private static readonly object s_gate = new();
            private static int s_count;
            private static readonly Dictionary<int, int> s_map = new();
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public void M() { lock (_gate) { [|s_count|]++; } }")]
    [InlineData("public void M() { lock (this) { [|s_count|] = 1; } }")]
    [InlineData("public void M() { lock (_gate) { [|s_map|][1] = 2; } }")]
    [InlineData("public void M() { lock (_gate) { [|s_map|].Add(1, 2); s_map.Remove(3); } }")]
    [InlineData("public void M() { lock (_gate) { H(); } } void H() { [|s_count|]++; }")]
    [InlineData("public void M() { Monitor.Enter(_gate); [|s_count|]++; Monitor.Exit(_gate); }")]
    public Task InstanceLock_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public void M() { lock (s_gate) { s_count++; } }")]
    [InlineData("public void M() { lock (typeof(C)) { s_count++; } }")]
    [InlineData("public void M() { lock (_gate) { lock (s_gate) { s_count++; } } }")]
    [InlineData("public int M() { lock (_gate) { return s_count; } }")] // read only
    [InlineData("public void M() { lock (_gate) { Interlocked.Increment(ref s_count); } }")]
    [InlineData("public void M() { s_count++; }")]
    [InlineData("static readonly C s_only = new(); private C() { } public void M() { lock (_gate) { s_count++; } }")] // one instance
    [InlineData("int _own; public void M() { lock (_gate) { _own++; } }")]
    [InlineData("public void M(object given) { lock (given) { s_count++; } }")] // who knows which
    public Task OtherLock_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_MakesTheLockStatic() => Verify.Fix(
        Type("public void M() { lock (_gate) { [|s_count|]++; } }"),
        Type("public void M() { lock (_gate) { s_count++; } }").Replace("private readonly object _gate", "private static readonly object _gate", StringComparison.Ordinal));

    [Theory]
    [InlineData("public void M() { lock (this) { [|s_count|]++; } }")]
    [InlineData("public void M() { lock (this._gate) { [|s_count|]++; } }")] // `this` names no static field
    public Task Fix_IsNotOfferedElsewhere(string members) => Verify.NoFix(Type(members));
}
