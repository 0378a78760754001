using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4015WaitWithoutLoopAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4015WaitWithoutLoopFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Monitor.Wait whose condition is not tested again.</summary>
public sealed class UNR4015WaitWithoutLoopTests
{
    private static string Member(string body) => $$"""
        using System;
        using System.Threading;

        class C
        {
            readonly object _gate = new(), _outer = new();
            int _count;
            void M() { {{body}} }
        }
        """;

    [Theory]
    [InlineData("lock (_gate) { if (_count == 0) { [|Monitor.Wait(_gate)|]; } _count--; }")]
    [InlineData("lock (_gate) { if (_count == 0) [|Monitor.Wait(_gate)|]; _count--; }")]
    [InlineData("lock (_gate) { [|Monitor.Wait(_gate)|]; _count--; }")]
    [InlineData("lock (this) { if (_count == 0) { [|Monitor.Wait(this)|]; } }")]
    [InlineData("while (true) { Action a = () => { lock (_gate) { [|Monitor.Wait(_gate)|]; } }; a(); }")]
    public Task NoLoop_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("lock (_gate) { while (_count == 0) { Monitor.Wait(_gate); } _count--; }")]
    [InlineData("lock (_gate) { while (_count == 0) Monitor.Wait(_gate); }")]
    [InlineData("lock (_gate) { do { Monitor.Wait(_gate); } while (_count == 0); }")]
    [InlineData("lock (_gate) { for (; _count == 0;) { Monitor.Wait(_gate); } }")]
    [InlineData("while (true) { lock (_gate) { if (_count == 0) { Monitor.Wait(_gate); } if (_count > 0) { return; } } }")]
    [InlineData("lock (_gate) { if (_count == 0) { Monitor.Wait(_gate, 100); } }")] // a pause that can be cut short
    [InlineData("lock (_gate) { again: if (_count == 0) { Monitor.Wait(_gate); goto again; } }")]
    [InlineData("if (_count == 0) { Monitor.Wait(_gate); }")] // the caller has the lock, and perhaps the loop
    [InlineData("lock (_outer) { lock (_gate) { if (_count == 0) { Monitor.Wait(_gate); } } }")] // UNR4016
    [InlineData("lock (_gate) { Monitor.Pulse(_gate); }")]
    public Task LoopOrUnsure_IsSilent(string body) => Verify.Analyzer(Member(body));

    [Fact]
    public Task Fix_TurnsTheIfIntoAWhile() => Verify.Fix(
        Member("lock (_gate) { /* a */ if (_count == 0) { [|Monitor.Wait(_gate)|]; } /* b */ } lock (_gate) if (_count == 1) [|Monitor.Wait(_gate)|];"),
        Member("lock (_gate) { /* a */ while (_count == 0) { Monitor.Wait(_gate); } /* b */ } lock (_gate) while (_count == 1) Monitor.Wait(_gate);"));

    [Theory]
    [InlineData("lock (_gate) { if (_count == 0) { [|Monitor.Wait(_gate)|]; _count--; } }")]
    [InlineData("lock (_gate) { if (_count == 0) { [|Monitor.Wait(_gate)|]; } else { _count--; } }")]
    [InlineData("lock (_gate) { [|Monitor.Wait(_gate)|]; }")]
    public Task Fix_IsNotOfferedElsewhere(string body) => Verify.NoFix(Member(body));
}
