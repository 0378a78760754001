using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4017PulseForOneAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4017PulseForOneFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Monitor.Pulse where waiters wait for different conditions.</summary>
public sealed class UNR4017PulseForOneTests
{
    private static string Buffer(string put, string take, string call = "Pulse", bool marked = true) => $$"""
        using System.Collections.Generic;
        using System.Threading;

        class C
        {
            readonly object _gate = new(), _other = new();
            readonly Queue<int> _queue = new();
            const int Limit = 10;
            void Put(int item) { lock (_gate) { {{put}} _queue.Enqueue(item); {{(marked ? "[|" : "")}}Monitor.{{call}}(_gate){{(marked ? "|]" : "")}}; } }
            int Take() { lock (_gate) { {{take}} return _queue.Dequeue(); } }
        }
        """;

    [Theory]
    [InlineData("while (_queue.Count == Limit) { Monitor.Wait(_gate); }", "while (_queue.Count == 0) { Monitor.Wait(_gate); }")]
    [InlineData("while (_queue.Count == Limit) Monitor.Wait(_gate, 100);", "for (; _queue.Count == 0;) Monitor.Wait(this._gate);")]
    [InlineData("while (true) { if (_queue.Count < Limit) break; if (_queue.Count == Limit) { Monitor.Wait(_gate); } }", "while (_queue.Count == 0) { Monitor.Wait(_gate); }")]
    public Task SeveralConditions_AreReported(string put, string take) => Verify.Analyzer(Buffer(put, take));

    [Theory]
    [InlineData("", "while (_queue.Count == 0) { Monitor.Wait(_gate); }")]
    [InlineData("while (_queue.Count == 0) { Monitor.Wait(_gate); }", "while (this._queue.Count==0) { Monitor.Wait(_gate); }")]
    [InlineData("while (_queue.Count == Limit) { Monitor.Wait(_other); }", "while (_queue.Count == 0) { Monitor.Wait(_gate); }")]
    [InlineData("", "Monitor.Wait(_gate);")]
    public Task OneCondition_IsSilent(string put, string take) => Verify.Analyzer(Buffer(put, take, marked: false));

    [Fact]
    public Task PulseAll_IsSilent() => Verify.Analyzer(
        Buffer("while (_queue.Count == Limit) { Monitor.Wait(_gate); }", "while (_queue.Count == 0) { Monitor.Wait(_gate); }", "PulseAll", marked: false));

    [Fact]
    public Task Fix_PulsesAll() => Verify.Fix(
        Buffer("while (_queue.Count == Limit) { Monitor.Wait(_gate); }", "while (_queue.Count == 0) { Monitor.Wait(_gate); }"),
        Buffer("while (_queue.Count == Limit) { Monitor.Wait(_gate); }", "while (_queue.Count == 0) { Monitor.Wait(_gate); }", "PulseAll", marked: false));
}
