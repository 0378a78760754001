using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.Locking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4021BlockingUnderLockAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Waits while a lock is held.</summary>
public sealed class UNR4021BlockingUnderLockTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly object _gate = new();
            readonly Lock _lock = new();
            readonly SemaphoreSlim _s = new(1, 1);
            readonly ReaderWriterLockSlim _rw = new();
            readonly ManualResetEventSlim _event = new();
            readonly BlockingCollection<int> _queue = new();
            readonly Mutex _mutex = new();
            SpinLock _spin;
            Thread _thread = null!;
            Process _process = null!;
            Task<int> Load() => Task.FromResult(1);
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() { lock (_gate) { Thread.[|Sleep|](100); } }")]
    [InlineData("void M() { lock (_lock) { Thread.[|Sleep|](TimeSpan.FromSeconds(1)); } }")]
    [InlineData("void M(Task t) { lock (_gate) { t.[|Wait|](); } }")]
    [InlineData("void M(Task t) { lock (_gate) { t.[|Wait|](1000); } }")]
    [InlineData("int M() { lock (_gate) { return Load().[|Result|]; } }")]
    [InlineData("int M() { lock (_gate) { return Load().ConfigureAwait(false).GetAwaiter().[|GetResult|](); } }")]
    [InlineData("void M(Task[] all) { lock (_gate) { Task.[|WaitAll|](all); } }")]
    [InlineData("int P { get { lock (_gate) { return Load().[|Result|]; } } }")]
    [InlineData("void M() { Monitor.Enter(_gate); try { Thread.[|Sleep|](100); } finally { Monitor.Exit(_gate); } }")]
    [InlineData("void M() { if (Monitor.TryEnter(_gate)) { try { Thread.[|Sleep|](100); } finally { Monitor.Exit(_gate); } } }")]
    [InlineData("void M() { using (_lock.EnterScope()) { Thread.[|Sleep|](100); } }")]
    [InlineData("void M() { _rw.EnterWriteLock(); try { Thread.[|Sleep|](100); } finally { _rw.ExitWriteLock(); } }")]
    [InlineData("void M() { var t = false; _spin.Enter(ref t); Thread.[|Sleep|](100); _spin.Exit(); }")]
    [InlineData("void M(List<Task> all) { lock (_gate) { all.ForEach(t => t.[|Wait|]()); } }")]
    [InlineData("void M(Task t) { Inner(); void Inner() { lock (_gate) { t.[|Wait|](); } } }")]
    [InlineData("void M(Task t) { Action a = () => { lock (_gate) { t.[|Wait|](); } }; }")]
    public Task WaitUnderALock_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("void M() { lock (_gate) { _event.[|Wait|](); } }")]
    [InlineData("void M() { lock (_gate) { _thread.[|Join|](); } }")]
    [InlineData("void M() { lock (_gate) { _queue.[|Take|](); } }")]
    [InlineData("void M() { lock (_gate) { _process.[|WaitForExit|](); } }")]
    [InlineData("void M() { lock (_gate) { System.Net.Dns.[|GetHostEntry|](\"a\"); } }")]
    public Task WaitThatMayBeWhatTheLockIsFor_IsSuggested(string members)
    {
        var (source, at) = Type(members) is var text ? (text.Replace("[|", "{|#0:", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal), 0) : default;
        return Verify.Analyzer(source, new DiagnosticResult(UNR4021BlockingUnderLockAnalyzer.Descriptor.Id, DiagnosticSeverity.Info).WithLocation(at));
    }

    [Fact]
    public Task Message_NamesTheWaitAndTheLock() => Verify.Analyzer(
        Type("void M(Task saved) { lock (_gate) { saved.{|#0:Wait|}(); } }"),
        new DiagnosticResult(UNR4021BlockingUnderLockAnalyzer.Descriptor).WithLocation(0)
            .WithMessage("'saved.Wait()' waits while '_gate' is held; everybody who needs the lock waits as long"));

    [Theory]
    [InlineData("void M() { Thread.Sleep(100); lock (_gate) { } Thread.Sleep(100); }")]
    [InlineData("void M() { lock (_gate) { Thread.Sleep(0); Thread.Sleep(1); Thread.Yield(); } }")]
    [InlineData("void M(Task t) { lock (_gate) { t.Wait(0); _event.Wait(0); _process.WaitForExit(0); } }")]
    [InlineData("void M() { lock (_gate) { Monitor.Wait(_gate); } }")]
    [InlineData("void M() { lock (_gate) { while (true) { Monitor.Wait(_gate, 1000); } } }")]
    [InlineData("int M(Task<int> t) { lock (_gate) { return t.IsCompletedSuccessfully ? t.Result : 0; } }")]
    [InlineData("int M(Task<int> t) { lock (_gate) { if (!t.IsCompleted) return 0; return t.Result; } }")]
    [InlineData("async Task M() { await _s.WaitAsync(); try { await Task.Delay(10); } finally { _s.Release(); } }")]
    [InlineData("void M(Task t) { _s.Wait(); try { t.Wait(); Thread.Sleep(100); } finally { _s.Release(); } }")] // a gate
    [InlineData("void M() { _rw.EnterReadLock(); try { Thread.Sleep(100); } finally { _rw.ExitReadLock(); } }")]
    [InlineData("void M() { _mutex.WaitOne(); Thread.Sleep(100); _mutex.ReleaseMutex(); }")]
    [InlineData("void M() { lock (_gate) { _mutex.WaitOne(); _s.Wait(); } }")] // an order of locks, not a wait
    [InlineData("void M() { lock (_gate) { Task.Run(() => Thread.Sleep(100)); } }")]
    [InlineData("void M() { lock (_gate) { new Thread(() => Thread.Sleep(100)).Start(); } }")]
    [InlineData("void M() { Monitor.Enter(_gate); Monitor.Exit(_gate); Thread.Sleep(100); }")]
    [InlineData("void M() { if (Monitor.TryEnter(_gate, 5)) { Monitor.Exit(_gate); } else { Thread.Sleep(100); } }")]
    [InlineData("async Task M(Task t) { await Task.Yield(); lock (_gate) { t.Wait(); Thread.Sleep(100); } }")] // UNR1001, UNR1004
    [InlineData("void M() { lock (_gate) { var n = nameof(Task<int>.Result); } }")]
    public Task NoWaitOrNoLock_IsSilent(string members) => Verify.Analyzer(Type(members));
}
