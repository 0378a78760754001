using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5006VolatileCompoundAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5006VolatileCompoundFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Operations that read and write a volatile field.</summary>
public sealed class UNR5006VolatileCompoundTests
{
    private static string Type(string members) => $$"""
        using System.Threading;

        class C
        {
            volatile int _count;
            static volatile int s_count;
            volatile bool _flag;
            volatile string? _text;
            int _plain;
            readonly object _gate = new();
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() { [|_count++|]; }")]
    [InlineData("int M() => [|++_count|];")]
    [InlineData("void M() { [|this._count--|]; }")]
    [InlineData("void M() { [|_count += 5|]; }")]
    [InlineData("void M() { [|s_count |= 1|]; }")]
    [InlineData("void M() { [|_flag ^= true|]; }")]
    [InlineData("void M() { [|_text ??= \"a\"|]; }")]
    [InlineData("void M() { [|_text += \"a\"|]; }")]
    [InlineData("void M() { [|_count = _count + 1|]; }")]
    [InlineData("void M() { [|_count = 2 * _count|]; }")]
    [InlineData("void M() { System.Action a = () => [|_count++|]; }")]
    [InlineData("public void M() { H(); } void H() { [|_count++|]; }")]
    [InlineData("void M(C other) { [|other._count++|]; }")]
    public Task CompoundOperation_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("void M() { lock (_gate) { _count++; } }")]
    [InlineData("void M() { Monitor.Enter(_gate); _count++; Monitor.Exit(_gate); }")]
    [InlineData("public void M() { lock (_gate) { H(); } } void H() { _count++; }")]
    [InlineData("void M() { _plain++; }")]
    [InlineData("void M() { Interlocked.Increment(ref _count); }")]
    [InlineData("void M() { _count = 1; _flag = !_flag ? true : false; }")]
    [InlineData("void M() { _count = _plain + 1; }")]
    [InlineData("void M() { _plain = _count + 1; }")]
    [InlineData("C() { _count++; }")]
    [InlineData("void M(C other) { _count = other._count + 1; }")]
    [InlineData("int M() => _count;")]
    public Task UnderALockOrOtherwise_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_UsesInterlocked() => Verify.Fix(
        Type("void M() { [|_count++|]; /* one */ [|s_count--|]; [|_count += 2 + 3|]; [|_count -= 2 + 3|]; } int N() => [|++_count|]; void O() => [|_count++|]; int P { set => [|s_count--|]; }"),
        Type("void M() { Interlocked.Increment(ref _count); /* one */ Interlocked.Decrement(ref s_count); Interlocked.Add(ref _count, 2 + 3); Interlocked.Add(ref _count, -(2 + 3)); } int N() => Interlocked.Increment(ref _count); void O() => Interlocked.Increment(ref _count); int P { set => Interlocked.Decrement(ref s_count); }"));

    [Theory]
    [InlineData("int M() => [|_count++|];")] // its value is the old one
    [InlineData("void M() { [|_count |= 1|]; }")]
    [InlineData("void M() { [|_text += \"a\"|]; }")]
    [InlineData("void M() { [|_count = _count + 1|]; }")]
    public Task Fix_IsNotOfferedElsewhere(string members) => Verify.NoFix(Type(members));
}
