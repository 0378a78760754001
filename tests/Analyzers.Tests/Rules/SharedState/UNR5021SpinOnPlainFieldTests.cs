using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5021SpinOnPlainFieldAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5021SpinOnPlainFieldFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Loops that wait for a plain field.</summary>
public sealed class UNR5021SpinOnPlainFieldTests
{
    private static string Type(string body) => $$"""
        using System;
        using System.Threading;

        class C
        {
            bool _done;
            static bool s_stop;
            volatile bool _volatile;
            int _n;
            object? _o;
            readonly bool _fixed;
            int[] _items = new int[3];
            bool Done => _done;
            bool Auto { get; set; }
            C Next = null!;
            void Set() { _done = s_stop = Auto = true; _n++; _o = this; }
            void M(C other) { int k = 0; {{body}} }
        }
        """;

    [Theory]
    [InlineData("while (![|_done|]) ;")]
    [InlineData("while (![|_done|]) { }")]
    [InlineData("while (![|this._done|]) { k++; }")]
    [InlineData("while (![|s_stop|]) { }")]
    [InlineData("while ([|_n|] < 3) { }")]
    [InlineData("while ([|_n|] == 0 && k == 0) { }")]
    [InlineData("while ([|_o|] == null) { }")]
    [InlineData("while ([|_o|] is null) { }")]
    [InlineData("while (![|other._done|]) { }")]
    [InlineData("for (; ![|_done|]; ) { }")]
    [InlineData("for (var i = 0; ![|_done|]; i++) { }")]
    [InlineData("do { k += 2; } while (![|_done|]);")]
    public Task LoopThatOnlyAnotherThreadEnds_IsReported(string body) => Verify.Analyzer(Type(body));

    [Theory]
    [InlineData("while (!_volatile) { }")]
    [InlineData("while (!Volatile.Read(ref _done)) { }")]
    [InlineData("while (Interlocked.CompareExchange(ref _n, 1, 0) != 0) { }")]
    [InlineData("while (!_done) { Thread.Sleep(1); }")]
    [InlineData("while (!_done) { Thread.SpinWait(10); }")]
    [InlineData("var w = new SpinWait(); while (!_done) { w.SpinOnce(); }")]
    [InlineData("SpinWait.SpinUntil(() => _done);")]
    [InlineData("while (!_done) { Console.WriteLine(); }")]
    [InlineData("while (!_done) { _done = k > 3; k++; }")]
    [InlineData("while (k < _n) { k++; }")]
    [InlineData("for (var i = 0; i < _n; i++) { k += i; }")]
    [InlineData("while (_n > 0) { _n--; }")]
    [InlineData("while (!_done) { if (k > 3) break; k++; }")]
    [InlineData("while (!_done) { if (k++ > 3) return; }")]
    [InlineData("while (_items[k] == 0) { k++; }")]
    [InlineData("while (_fixed) { }")]
    [InlineData("while (!Done) { }")]
    [InlineData("while (!_done) { Thread.MemoryBarrier(); }")]
    [InlineData("while (!_done) { if (_volatile) { k++; } }")]
    [InlineData("while (!_done) { lock (this) { k++; } }")]
    [InlineData("while (k < 3) { k++; }")]
    [InlineData("C c = other; while (c._n > 0) { c = c.Next; }")]
    public Task LoopThatReadsAgainOrEndsItself_IsSilent(string body) => Verify.Analyzer(Type(body));

    [Fact]
    public Task Fix_ReadsByVolatile() => Verify.Fix(
        Type("while (![|_done|]) { } while ([|this._n|] < 3) { k++; } /* a */ while (![|s_stop|]) ;"),
        Type("while (!Volatile.Read(ref _done)) { } while (Volatile.Read(ref this._n) < 3) { k++; } /* a */ while (!Volatile.Read(ref s_stop)) ;"));
}
