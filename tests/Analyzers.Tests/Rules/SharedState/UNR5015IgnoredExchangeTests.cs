using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5015IgnoredExchangeAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>A compare-exchange whose outcome nobody looks at.</summary>
public sealed class UNR5015IgnoredExchangeTests
{
    private static string Member(string body) => $$"""
        using System.Collections.Immutable;
        using System.Threading;

        class Node { public Node? Next; }

        record Settings(int Size);

        class C
        {
            int _count;
            long _total;
            Node? _head;
            ImmutableList<int> _list = ImmutableList<int>.Empty;
            Settings _settings = new(1);
            object? _lazy;
            void M(int n, Node node) { {{body}} }
        }
        """;

    [Theory]
    [InlineData("var old = _count; [|Interlocked.CompareExchange(ref _count, old + 1, old)|];")]
    [InlineData("var old = _count; var next = old * 2; [|Interlocked.CompareExchange(ref _count, next, old)|];")]
    [InlineData("[|Interlocked.CompareExchange(ref _count, _count + n, _count)|];")]
    [InlineData("var old = _total; [|Interlocked.CompareExchange(ref _total, -old, old)|];")]
    [InlineData("var old = _list; [|Interlocked.CompareExchange(ref _list, old.Add(n), old)|];")]
    [InlineData("var old = _settings; [|Interlocked.CompareExchange(ref _settings, old with { Size = n }, old)|];")]
    [InlineData("if (_count > 0) { var old = _count; [|Interlocked.CompareExchange(ref _count, old - 1, old)|]; }")]
    [InlineData("System.Action a = () => { var old = _count; [|Interlocked.CompareExchange(ref _count, old + 1, old)|]; };")]
    public Task ComputedFromTheOldValue_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("int old; do { old = _count; } while (Interlocked.CompareExchange(ref _count, old + 1, old) != old);")]
    [InlineData("var old = _count; if (Interlocked.CompareExchange(ref _count, old + 1, old) == old) { }")]
    [InlineData("var old = _count; var seen = Interlocked.CompareExchange(ref _count, old + 1, old);")]
    [InlineData("var old = _count; _ = Interlocked.CompareExchange(ref _count, old + 1, old);")]
    [InlineData("Interlocked.CompareExchange(ref _lazy, new object(), null);")] // set once, then read
    [InlineData("Interlocked.CompareExchange(ref _count, 1, 0);")]
    [InlineData("Interlocked.CompareExchange(ref _head, null, node);")] // clears only one's own
    [InlineData("Interlocked.CompareExchange(ref _head, node.Next, node);")] // helps another along
    [InlineData("var old = _head; Interlocked.CompareExchange(ref _head, node, old);")]
    [InlineData("var old = _count; System.Action failed = () => { Interlocked.CompareExchange(ref _count, (old + 1) % 3, old); };")] // moves on from there, once
    [InlineData("System.Action failed = () => { Interlocked.CompareExchange(ref _count, (n + 1) % 3, n); };")]
    [InlineData("Interlocked.Exchange(ref _count, _count + 1);")]
    [InlineData("Interlocked.Increment(ref _count);")]
    public Task OutcomeSeenOrNotNeeded_IsSilent(string body) => Verify.Analyzer(Member(body));
}
