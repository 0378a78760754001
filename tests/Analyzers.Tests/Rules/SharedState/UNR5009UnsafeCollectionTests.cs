using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5009UnsafeCollectionAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5009UnsafeCollectionFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Collections for one thread in the hands of several.</summary>
public sealed class UNR5009UnsafeCollectionTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly List<int> _list = new();
            readonly Dictionary<int, int> _map = new();
            readonly object _gate = new();
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M(int[] xs) { var list = new List<int>(); Parallel.ForEach(xs, x => [|list.Add(x)|]); }")]
    [InlineData("void M(int[] xs) { IList<int> list = new List<int>(); Parallel.ForEach(xs, x => { [|list.Add(x)|]; }); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => [|_list.Add(x)|]); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => [|_map[x] = 1|]); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => [|_map[x]++|]); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, Add); } void Add(int x) { [|_list.Add(x)|]; }")]
    [InlineData("void M(int[] xs) { var set = new HashSet<int>(); xs.AsParallel().ForAll(x => [|set.Add(x)|]); }")]
    [InlineData("void M(int[] xs) { var text = new StringBuilder(); Parallel.ForEach(xs, x => { [|text.Append(x)|]; }); }")]
    [InlineData("async Task M(int[] xs) { var q = new Queue<int>(); await Task.WhenAll(xs.Select(x => Task.Run(() => [|q.Enqueue(x)|]))); }")]
    [InlineData("async Task M(int[] xs) { var q = new Queue<int>(); await Parallel.ForEachAsync(xs, async (x, t) => { await Task.Yield(); [|q.Enqueue(x)|]; }); }")]
    [InlineData("void M() { var list = new List<int>(); var a = Task.Run(() => [|list.Add(1)|]); var b = Task.Run(() => { foreach (var x in list) { } }); Task.WaitAll(a, b); }")]
    [InlineData("void M() { var list = new List<int>(); var t = new Thread(() => [|list.Add(1)|]); t.Start(); [|list.Add(2)|]; t.Join(); }")]
    [InlineData("void M() { var list = new List<int>(); var t = Task.Run(() => { foreach (var x in list) { } }); [|list.Add(2)|]; t.Wait(); }")]
    [InlineData("void M(Process p) { var text = new StringBuilder(); p.OutputDataReceived += (s, e) => [|text.AppendLine(e.Data)|]; p.ErrorDataReceived += (s, e) => [|text.AppendLine(e.Data)|]; }")]
    public Task ChangeBySeveralThreads_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("void M(int[] xs) { var bag = new ConcurrentBag<int>(); Parallel.ForEach(xs, x => bag.Add(x)); }")]
    [InlineData("void M(int[] xs) { IDictionary<int, int> map = new ConcurrentDictionary<int, int>(); Parallel.ForEach(xs, x => map[x] = 1); }")]
    [InlineData("void M(int[] xs, IList<int> list) { Parallel.ForEach(xs, x => list.Add(x)); }")]
    [InlineData("void M(int[] xs) { var list = new List<int>(); Parallel.ForEach(xs, x => { lock (list) { list.Add(x); } }); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => { lock (_gate) { Add(x); } }); } void Add(int x) { _list.Add(x); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => { var list = new List<int>(); list.Add(x); }); }")]
    [InlineData("void M(int[] xs) { var list = new List<int>(xs); Parallel.For(0, list.Count, i => { list[i] = i; }); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => { if (_map.ContainsKey(x)) { } }); _map[1] = 1; }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, () => new List<int>(), (x, s, mine) => { mine.Add(x); return mine; }, mine => { lock (_gate) { _list.AddRange(mine); } }); }")]
    [InlineData("async Task M() { var list = new List<int>(); await Task.Run(() => list.Add(1)); list.Add(2); }")]
    [InlineData("async Task M() { var list = new List<int>(); var t = Task.Run(() => list.Add(1)); await t; foreach (var x in list) { } }")]
    [InlineData("async Task M(int[] xs) { var list = new List<int>(); foreach (var x in xs) { await Task.Run(() => list.Add(x)); } }")]
    [InlineData("void M(Process p) { var text = new StringBuilder(); p.OutputDataReceived += (s, e) => text.AppendLine(e.Data); p.WaitForExit(); text.Append(1); }")]
    [InlineData("void M(Process p) { var o = new StringBuilder(); var e = new StringBuilder(); p.OutputDataReceived += (s, a) => o.AppendLine(a.Data); p.ErrorDataReceived += (s, a) => e.AppendLine(a.Data); }")]
    [InlineData("void M() { var list = new List<int>(); var t = Task.Run(() => list.Contains(1)); list.Contains(2); }")]
    public Task ChangeByOneThreadAtATime_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_LocksTheCollection() => Verify.Fix(
        Type("""
            void M(int[] xs)
                {
                    Parallel.ForEach(xs, x =>
                    {
                        [|_list.Add(x)|]; // kept
                    });
                }
            """),
        Type("""
            void M(int[] xs)
                {
                    Parallel.ForEach(xs, x =>
                    {
                        lock (_list)
                        {
                            _list.Add(x);
                        } // kept
                    });
                }
            """));

    [Theory]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => { var added = new HashSet<int>(); var b = [|_list.Remove(x)|]; }); }")]
    public Task Fix_IsNotOfferedWhereTheValueIsUsed(string members) => Verify.NoFix(Type(members));
}
