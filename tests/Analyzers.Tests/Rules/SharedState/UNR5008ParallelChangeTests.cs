using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5008ParallelChangeAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5008ParallelChangeFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Variables that parallel code reads and writes in two steps.</summary>
public sealed class UNR5008ParallelChangeTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            int _count;
            static long s_total;
            volatile int _volatile;
            [ThreadStatic] static int t_mine;
            readonly object _gate = new();
            readonly SemaphoreSlim _one = new(1, 1);
            void Use(object o) { }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.ForEach(xs, x => { [|n++|]; }); return n; }")]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.ForEach(xs, x => [|n += x|]); return n; }")]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.For(0, 9, i => { [|n = n + xs[i]|]; }); return n; }")]
    [InlineData("int M(int[] xs) { var max = 0; Parallel.ForEach(xs, x => { if (x > max) { [|max = x|]; } }); return max; }")]
    [InlineData("int M(int[] xs) { var max = 0; Parallel.ForEach(xs, x => { [|max = Math.Max(max, x)|]; }); return max; }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => [|_count++|]); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => [|s_total += x|]); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, Add); } void Add(int x) { [|_count += x|]; }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => Add(x)); } void Add(int x) { [|_count += x|]; }")]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.ForEach(xs, Add); return n; void Add(int x) { [|n += x|]; } }")]
    [InlineData("int M() { var n = 0; Parallel.Invoke(() => [|n++|], () => [|n++|]); return n; }")]
    [InlineData("async Task M(int[] xs) { var n = 0; await Parallel.ForEachAsync(xs, async (x, t) => { await Task.Yield(); [|n++|]; }); }")]
    [InlineData("int M(int[] xs) { var n = 0; xs.AsParallel().ForAll(x => [|n += x|]); return n; }")]
    [InlineData("int M(int[] xs) { var n = 0; var ys = xs.AsParallel().Select(x => { [|n++|]; return x; }).ToArray(); return n; }")]
    [InlineData("int M(int[] xs) { var sum = new int[1]; Parallel.ForEach(xs, x => [|sum[0] += x|]); return sum[0]; }")]
    [InlineData("void M() { var n = 0; var a = Task.Run(() => [|n++|]); var b = Task.Run(() => [|n++|]); Task.WaitAll(a, b); }")]
    [InlineData("async Task M() { var n = 0; await Task.WhenAll(Task.Run(() => { [|n++|]; }), Task.Run(() => { [|n++|]; })); }")]
    [InlineData("async Task M() { var n = 0; var ts = new List<Task>(); for (var i = 0; i < 4; i++) { ts.Add(Task.Run(() => { [|n++|]; })); } await Task.WhenAll(ts); }")]
    [InlineData("async Task M(int[] xs) { var n = 0; await Task.WhenAll(xs.Select(x => Task.Run(() => [|n += x|]))); }")]
    [InlineData("async Task M(int[] xs) { var n = 0; var ts = xs.Select(x => Task.Factory.StartNew(() => { [|n += x|]; })); await Task.WhenAll(ts); }")]
    [InlineData("void M() { var n = 0; for (var i = 0; i < 4; i++) { new Thread(() => [|n++|]).Start(); } }")]
    [InlineData("void M() { var n = 0; for (var i = 0; i < 4; i++) { ThreadPool.QueueUserWorkItem(_ => [|n++|]); } }")]
    [InlineData("void M() { var n = 0; Action add = () => [|n++|]; Task.Run(add); Task.Run(add); }")]
    [InlineData("void M() { var t = new Thread(() => [|_count++|]); t.Start(); [|_count++|]; t.Join(); }")]
    [InlineData("async Task M() { var n = 0; var t = Task.Run(() => { [|n++|]; }); [|n++|]; await t; }")]
    [InlineData("void M() { var n = 0; new Timer(_ => [|n++|], null, 0, 10); [|n++|]; }")]
    [InlineData("async Task M(int[] xs) { foreach (var x in xs) { var n = 0; var a = Task.Run(() => [|n++|]); var b = Task.Run(() => [|n++|]); await Task.WhenAll(a, b); } }")]
    [InlineData("void M() { var n = 0; for (var i = 0; i < 3; i++) { Task.Factory.StartNew(() => [|n++|], default, TaskCreationOptions.None, TaskScheduler.Default); } }")]
    public Task ChangeBySeveralThreads_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.ForEach(xs, x => Interlocked.Increment(ref n)); return n; }")]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.ForEach(xs, x => { lock (_gate) { n++; } }); return n; }")]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.ForEach(xs, x => { lock (_gate) { Add(); } }); return n; void Add() { n++; } }")]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.ForEach(xs, x => { _one.Wait(); try { n++; } finally { _one.Release(); } }); return n; }")]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.ForEach(xs, x => { Monitor.Enter(_gate); n++; Monitor.Exit(_gate); }); return n; }")]
    [InlineData("async Task M(int[] xs) { var n = 0; await Task.WhenAll(xs.Select(x => Task.Run(async () => { await _one.WaitAsync(); try { n++; } finally { _one.Release(); } }))); }")]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.ForEach(xs, () => 0, (x, s, mine) => mine + x, mine => Interlocked.Add(ref n, mine)); return n; }")]
    [InlineData("int M(int[] xs) { var n = 0; Parallel.ForEach(xs, () => 0, (x, s, mine) => { mine += x; return mine; }, mine => { lock (_gate) { n += mine; } }); return n; }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => { var n = 0; n += x; Use(n); }); }")]
    [InlineData("void M(int[] xs) { Parallel.For(0, 9, i => { xs[i] += 1; xs[i]++; }); }")]
    [InlineData("void M(int[] xs) { var found = false; Parallel.ForEach(xs, x => { if (x == 3) found = true; }); }")]
    [InlineData("void M(int[] xs) { Exception? last = null; Parallel.ForEach(xs, x => { try { Use(x); } catch (Exception e) { last = e; } }); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => t_mine++); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => _volatile++); }")] // UNR5006
    [InlineData("void M(int[] xs) { var n = 0; Parallel.ForEach(xs, new ParallelOptions { MaxDegreeOfParallelism = 1 }, x => n++); }")]
    [InlineData("void M(int[] xs) { var n = 0; foreach (var x in xs) { n++; } xs.ToList().ForEach(x => n += x); }")]
    [InlineData("async Task M() { var n = 0; await Task.Run(() => n++); n++; await Task.Run(() => n++); }")]
    [InlineData("async Task M() { var n = 0; for (var i = 0; i < 3; i++) { await Task.Run(() => n++); } }")]
    [InlineData("async Task M() { var n = 0; var t = Task.Run(() => n++); await t; n++; }")]
    [InlineData("void M() { var n = 0; var t = Task.Run(() => n++); t.Wait(); n++; }")]
    [InlineData("void M() { var n = 0; var t = new Thread(() => n++); n++; t.Start(); t.Join(); n++; }")]
    [InlineData("void M() { var n = 0; var ts = new List<Thread>(); var t = new Thread(() => n++); ts.Add(t); t.Start(); foreach (var one in ts) { one.Join(); } n++; }")]
    [InlineData("void M() { var n = 0; var ts = new[] { Task.Run(() => n++) }; Task.WaitAll(ts); n++; }")]
    [InlineData("async Task M() { var n = 0; var all = Task.WhenAll(Task.Run(() => n++)); await all; n++; }")]
    [InlineData("void M() { var n = 0; using var done = new ManualResetEvent(false); ThreadPool.QueueUserWorkItem(_ => { n++; done.Set(); }); done.WaitOne(); n++; }")]
    [InlineData("void M(bool b) { var n = 0; if (b) { Task.Run(() => n++); } else { Task.Run(() => n++); } }")]
    [InlineData("void M(bool b) { var n = 0; if (b) { Task.Run(() => n++); return; } Task.Run(() => n++); }")]
    [InlineData("Task M(bool b) { var n = 0; if (b) return Task.Run(() => { n++; }); return Task.Run(() => { n++; }); }")]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { var n = 0; Task.Run(() => n++); } }")]
    [InlineData("void M(int[] xs) { foreach (var x in xs) { var n = x; Task.Run(() => n++); } }")]
    [InlineData("void M() { var n = 0; for (var i = 0; i < 3; i++) { Task.Run(() => n++); break; } }")]
    [InlineData("void M() { Task.Run(() => _count++); }")]
    [InlineData("void M() { var n = 0; Task.Run(() => Use(n)); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => Use(_count)); }")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => _count++); } void N() { lock (_gate) { _count++; } }")] // UNR5003: the lock is missing
    [InlineData("void M(int[] xs) { string? s = null; Parallel.ForEach(xs, x => { if (s == null) { s = x.ToString(); } }); }")]
    [InlineData("void M(int[] xs) { string? s = null; Parallel.ForEach(xs, x => { s ??= x.ToString(); }); }")]
    [InlineData("void M(int[] xs) { var busy = 0; var n = 0; Parallel.ForEach(xs, x => { if (Interlocked.CompareExchange(ref busy, 1, 0) == 0) { n++; busy = 0; } }); }")]
    [InlineData("void M(TaskScheduler one) { var n = 0; for (var i = 0; i < 3; i++) { Task.Factory.StartNew(() => n++, default, TaskCreationOptions.None, one); } }")]
    [InlineData("void M(TaskFactory own) { var n = 0; for (var i = 0; i < 3; i++) { own.StartNew(() => n++); } }")]
    [InlineData("void M(Action<Action> post, int[] xs) { var n = 0; Parallel.ForEach(xs, x => post(() => n++)); }")]
    public Task ChangeByOneThreadAtATime_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_CountsByInterlocked() => Verify.Fix(
        Type("void M(int[] xs) { var n = 0; Parallel.ForEach(xs, x => { [|n++|]; /* a */ [|n += x|]; [|s_total -= x|]; }); Parallel.For(0, 9, i => [|n++|]); }"),
        Type("void M(int[] xs) { var n = 0; Parallel.ForEach(xs, x => { Interlocked.Increment(ref n); /* a */ Interlocked.Add(ref n, x); Interlocked.Add(ref s_total, -(x)); }); Parallel.For(0, 9, i => Interlocked.Increment(ref n)); }"));

    [Theory]
    [InlineData("void M(int[] xs) { var d = 0.0; Parallel.ForEach(xs, x => { [|d += x|]; }); }")]
    [InlineData("void M(int[] xs) { var max = 0; Parallel.ForEach(xs, x => { if (x > max) { [|max = x|]; } }); }")]
    [InlineData("int P { get; set; } void M(int[] xs) { Parallel.ForEach(xs, x => { [|P++|]; }); }")]
    public Task Fix_IsNotOfferedElsewhere(string members) => Verify.NoFix(Type(members));
}
