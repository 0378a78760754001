using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5007MixedAtomicAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5007MixedAtomicFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Fields that one place accesses in one step and another does not.</summary>
public sealed class UNR5007MixedAtomicTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Threading;

        class C : IDisposable
        {
            int _count;
            long _long;
            bool _flag;
            string? _text;
            readonly object _gate = new();

            public void Up() => Interlocked.Increment(ref _count);
            public void Dispose() { _count = 0; }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public void M() { [|_count|]++; }")]
    [InlineData("public void M() { [|_count|] = 0; }")]
    [InlineData("public void M() { [|_count|] += 2; }")]
    [InlineData("public void M() { [|_count|] = _count + 1; }")]
    [InlineData("public void M() { lock (_gate) { [|_count|]--; } }")]
    [InlineData("public void M(C other) { other.Up(); [|this._count|] = 1; }")]
    [InlineData("public void W() { Interlocked.Add(ref _long, 2); } public void M() { [|_long|] = 1; }")]
    [InlineData("public void W() { Interlocked.CompareExchange(ref _text, \"a\", null); } public void M() { [|_text|] += \"b\"; }")]
    [InlineData("public void W() { Volatile.Write(ref _flag, true); } public bool M() => [|_flag|];")]
    [InlineData("public bool R() => Volatile.Read(ref _flag); public void M() { [|_flag|] = true; }")]
    public Task Mixed_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public int M() => _count;")] // a read loses nothing
    [InlineData("public C() { _count = 5; }")]
    [InlineData("public static C Make() { var c = new C(); c._count = 1; return c; }")]
    [InlineData("public void M() { Interlocked.Exchange(ref _count, 0); Volatile.Write(ref _count, 1); }")]
    [InlineData("public void W() { lock (_gate) { Interlocked.Increment(ref _long); } } public void M() { lock (_gate) { _long = 0; } }")]
    [InlineData("public void W() { Volatile.Write(ref _flag, true); } public bool R() => Volatile.Read(ref _flag); public bool M() => _flag;")]
    [InlineData("public bool R() => Volatile.Read(ref _flag); public void M() { lock (_gate) { _flag = true; } }")]
    [InlineData("public void W() { LazyInitializer.EnsureInitialized(ref _text, () => \"\"); } public void M() { _text = null; }")]
    [InlineData("public string? W() => Interlocked.Exchange(ref _text, null); public void M() { _text = \"a\"; }")] // a reference is set in one step
    [InlineData("public int P { get => _count; set => _count = value; }")] // the caller wants that number
    [InlineData("int _plain; public void M() { _plain++; }")]
    public Task NotMixed_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public void M() { [|_count|]++; }", "public void M() { Interlocked.Increment(ref _count); }")]
    [InlineData("public void M() { [|_count|] -= 2; /* kept */ }", "public void M() { Interlocked.Add(ref _count, -(2)); /* kept */ }")]
    [InlineData("public void M() { [|_count|] = 0; [|_count|] = 1; }", "public void M() { Volatile.Write(ref _count, 0); Volatile.Write(ref _count, 1); }")]
    [InlineData("public void W() { Volatile.Write(ref _flag, true); } public bool M() => [|_flag|];", "public void W() { Volatile.Write(ref _flag, true); } public bool M() => Volatile.Read(ref _flag);")]
    [InlineData("public bool R() => Volatile.Read(ref _flag); public void M() { [|_flag|] = true; }", "public bool R() => Volatile.Read(ref _flag); public void M() { Volatile.Write(ref _flag, true); }")]
    public Task Fix_UsesTheSame(string members, string repaired) => Verify.Fix(Type(members), Type(repaired));

    [Theory]
    [InlineData("public void M() { [|_count|] = _count + 1; }")]
    [InlineData("public int M() => [|_count|]++;")]
    public Task Fix_IsNotOfferedElsewhere(string members) => Verify.NoFix(Type(members));
}
