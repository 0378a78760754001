using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.Locking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4002AwaitUnderLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4002AwaitUnderLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

public sealed class UNR4002AwaitUnderLockTests
{
    [Theory]
    [InlineData("async Task M() { _rw.EnterReadLock(); try { [|await|] Task.Yield(); } finally { _rw.ExitReadLock(); } }")]
    [InlineData("async Task M() { _rw.EnterWriteLock(); [|await|] Task.Delay(1); _rw.ExitWriteLock(); }")]
    [InlineData("async Task M() { _rw.EnterUpgradeableReadLock(); try { [|await|] Task.Delay(1).ConfigureAwait(false); } finally { _rw.ExitUpgradeableReadLock(); } }")]
    [InlineData("async Task M() { if (_rw.TryEnterReadLock(10)) { [|await|] Task.Yield(); _rw.ExitReadLock(); } }")]
    [InlineData("async Task M() { _old.AcquireReaderLock(-1); [|await|] Task.Yield(); _old.ReleaseReaderLock(); }")]
    [InlineData("async Task M() { _m.WaitOne(); [|await|] Task.Yield(); _m.ReleaseMutex(); }")]
    [InlineData("async Task M() { if (!_m.WaitOne(100)) return; try { [|await|] Task.Yield(); } finally { _m.ReleaseMutex(); } }")]
    [InlineData("async Task M() { bool t = false; _spin.Enter(ref t); [|await|] Task.Yield(); if (t) _spin.Exit(); }")]
    [InlineData("async Task M() { Monitor.Enter(_a); try { [|await|] Task.Yield(); } finally { Monitor.Exit(_a); } }")]
    [InlineData("async Task M() { bool t = false; try { Monitor.Enter(_a, ref t); [|await|] Task.Yield(); } finally { if (t) Monitor.Exit(_a); } }")]
    [InlineData("async Task M() { if (Monitor.TryEnter(_a)) { [|await|] Task.Yield(); Monitor.Exit(_a); } }")]
    [InlineData("async Task M() { _l.Enter(); try { [|await|] Task.Yield(); } finally { _l.Exit(); } }")]
    [InlineData("async Task M() { var t = _l.TryEnter(10); if (!t) return; [|await|] Task.Yield(); _l.Exit(); }")]
    [InlineData("async Task M() { _rw.EnterReadLock(); [|await|] _s.WaitAsync(); _rw.ExitReadLock(); }")]
    [InlineData("async Task M(IAsyncEnumerable<int> all) { _rw.EnterReadLock(); [|await|] foreach (var x in all) { } _rw.ExitReadLock(); }")]
    [InlineData("Task M() => Task.Run(async () => { _rw.EnterReadLock(); [|await|] Task.Yield(); _rw.ExitReadLock(); });")]
    [InlineData("void M() { async Task L() { _m.WaitOne(); [|await|] Task.Yield(); _m.ReleaseMutex(); } _ = L(); }")]
    public Task AwaitWithALockOfTheThread_IsReported(string member) => Verify.Analyzer(LockingSource.With(member));

    [Fact]
    public Task YieldWithALock_IsAWarning() => Verify.Analyzer(
        LockingSource.With("IEnumerable<int> M() { _rw.EnterReadLock(); try { {|#0:yield|} return _n; } finally { _rw.ExitReadLock(); } }"),
        new DiagnosticResult(UNR4002AwaitUnderLockAnalyzer.Descriptor).WithSeverity(DiagnosticSeverity.Warning).WithLocation(0)
            .WithMessage("'_rw' (ReaderWriterLockSlim) is held when the caller gets an element; only the thread that took it can release it, and the code after that can run on another one")
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("async Task M() { _rw.EnterReadLock(); _rw.ExitReadLock(); await Task.Yield(); }")]
    [InlineData("async Task M() { _rw.EnterReadLock(); try { Work(); } finally { _rw.ExitReadLock(); } await Task.Yield(); }")]
    [InlineData("async Task M() { await _s.WaitAsync(); try { await Task.Yield(); } finally { _s.Release(); } }")]
    [InlineData("async Task M() { await Task.Yield(); lock (_a) { Work(); } lock (_l) { Work(); } await Task.Yield(); }")]
    [InlineData("async Task M() { if (_rw.TryEnterReadLock(10)) { _rw.ExitReadLock(); } await Task.Yield(); }")]
    [InlineData("async Task M() { if (!Monitor.TryEnter(_a)) { await Task.Yield(); return; } Monitor.Exit(_a); }")]
    [InlineData("async Task M() { bool t = false; try { Monitor.Enter(_a, ref t); Work(); } finally { if (t) Monitor.Exit(_a); } await Task.Yield(); }")]
    [InlineData("void M() { lock (_a) { _ = Task.Run(async () => { await Task.Yield(); }); } }")]
    [InlineData("void M() { _rw.EnterReadLock(); Func<Task> later = async () => await Task.Yield(); _rw.ExitReadLock(); }")]
    [InlineData("async Task M() { if (Ask()) { _rw.EnterReadLock(); } await Task.Yield(); }")] // not on every path
    [InlineData("async Task M() { _rw.EnterReadLock(); await Task.CompletedTask; _rw.ExitReadLock(); }")]
    [InlineData("async Task M(AutoResetEvent e) { e.WaitOne(); await Task.Yield(); e.Set(); }")] // a signal
    [InlineData("async Task M() { _m.WaitOne(); throw new Exception(); await Task.Yield(); }")]
    public Task NothingHeld_IsSilent(string member) => Verify.Analyzer(LockingSource.With(member));

    [Fact]
    public Task ScopeThatEndsBeforeTheAwait_IsSilent() => Verify.Analyzer(
        LockingSource.With("async Task M() { using (_l.EnterScope()) { Work(); } await Task.Yield(); }"),
        test => test.CompilerDiagnostics = CompilerDiagnostics.None); // an error in the oldest compiler

    [Fact]
    public Task Monitor_BecomesASemaphore() => Verify.Fix(
        Bank("private readonly object _gate = new object();", """
            public async Task SaveAsync()
                {
                    Monitor.Enter(_gate);
                    try
                    {
                        [|await|] Task.Yield();
                    }
                    finally
                    {
                        Monitor.Exit(_gate);
                    }
                }

                public async Task<bool> TrySaveAsync()
                {
                    if (!Monitor.TryEnter(_gate, 100))
                    {
                        return false;
                    }

                    // saved at once
                    lock (this._gate)
                        _count++;
                    return Monitor.TryEnter(_gate);
                }

                public void Add()
                {
                    var before = _count;

                    // one at a time
                    lock (_gate)
                    {
                        _count++;
                    }

                    if (before > 1)
                        lock (_gate) { _count--; }
                }
            """),
        Bank("private readonly SemaphoreSlim _gate = new SemaphoreSlim(1, 1);", """
            public async Task SaveAsync()
                {
                    await _gate.WaitAsync();
                    try
                    {
                        await Task.Yield();
                    }
                    finally
                    {
                        _gate.Release();
                    }
                }

                public async Task<bool> TrySaveAsync()
                {
                    if (!await _gate.WaitAsync(100))
                    {
                        return false;
                    }

                    // saved at once
                    await this._gate.WaitAsync();
                    try
                    {
                        _count++;
                    }
                    finally
                    {
                        this._gate.Release();
                    }
                    return await _gate.WaitAsync(0);
                }

                public void Add()
                {
                    var before = _count;

                    // one at a time
                    _gate.Wait();
                    try
                    {
                        _count++;
                    }
                    finally
                    {
                        _gate.Release();
                    }

                    if (before > 1)
                    {
                        _gate.Wait();
                        try
                        {
                            _count--;
                        }
                        finally
                        {
                            _gate.Release();
                        }
                    }
                }
            """));

    [Fact]
    public Task StaticMonitorAndTwoAwaits_AreRepairedTogether() => Verify.Fix(
        Bank("static readonly object s_gate = new();", """
            async Task M()
                {
                    Monitor.Enter(s_gate);
                    [|await|] Task.Yield();
                    [|await|] Task.Yield();
                    Monitor.Exit(s_gate);
                }

                string Name => nameof(s_gate);
            """),
        Bank("static readonly SemaphoreSlim s_gate = new(1, 1);", """
            async Task M()
                {
                    await s_gate.WaitAsync();
                    await Task.Yield();
                    await Task.Yield();
                    s_gate.Release();
                }

                string Name => nameof(s_gate);
            """));

    /// <summary>A semaphore makes its own holder wait, and does not wake those who wait for a pulse.</summary>
    [Theory]
    [InlineData("object _gate = new();", "async Task M() { Monitor.Enter(_gate); [|await|] Task.Yield(); Monitor.Exit(_gate); }")] // may be replaced
    [InlineData("public readonly object _gate = new();", "async Task M() { Monitor.Enter(_gate); [|await|] Task.Yield(); Monitor.Exit(_gate); }")]
    [InlineData("readonly object _gate = new();", "async Task M() { Monitor.Enter(_gate); [|await|] Task.Yield(); Monitor.Exit(_gate); } void N() { lock (_gate) { Monitor.PulseAll(_gate); } }")]
    [InlineData("readonly object _gate = new();", "async Task M() { Monitor.Enter(_gate); [|await|] Task.Yield(); N(); Monitor.Exit(_gate); } void N() { lock (_gate) { } }")]
    [InlineData("readonly object _gate = new();", "async Task M() { Monitor.Enter(_gate); [|await|] Task.Yield(); Monitor.Exit(_gate); } void N() { lock (_gate) { lock (_gate) { } } }")]
    [InlineData("readonly object _gate = new();", "async Task M() { bool t = false; Monitor.Enter(_gate, ref t); [|await|] Task.Yield(); Monitor.Exit(_gate); }")]
    [InlineData("readonly object _gate = new();", "async Task M() { Monitor.Enter(_gate); [|await|] Task.Yield(); Monitor.Exit(_gate); } object Gate() => _gate;")]
    [InlineData("readonly object _gate = new();", "async Task M() { Action a = () => { lock (_gate) { } }; Monitor.Enter(_gate); [|await|] Task.Yield(); a(); Monitor.Exit(_gate); }")]
    [InlineData("readonly ReaderWriterLockSlim _gate = new();", "async Task M() { _gate.EnterReadLock(); [|await|] Task.Yield(); _gate.ExitReadLock(); }")]
    [InlineData("readonly Lock _gate = new();", "async Task M() { _gate.Enter(); [|await|] Task.Yield(); _gate.Exit(); }")]
    public Task OtherLockOrUse_IsNotRepaired(string field, string member) => Verify.NoFix(Bank(field, member));

    private static string Bank(string field, string members) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        class Bank
        {
            {{field}}
            int _count;

            {{members}}
        }
        """;

    [Theory]
    [InlineData("async Task M() { lock (_a) { {|CS1996:await Task.Yield()|}; } }")]
    public Task LockStatement_IsTheCompilersBusiness(string member) => Verify.Analyzer(LockingSource.With(member));

    [Theory]
    [InlineData("async Task M() { _rw.EnterReadLock(; await ; }")]
    [InlineData("async Task M() { Monitor.Enter(); await Missing(); }")]
    [InlineData("async Task M() { missing.EnterReadLock(); await x.WaitAsync( }")]
    public Task IncompleteCode_IsSilent(string member) =>
        Verify.Analyzer(LockingSource.With(member), test => test.CompilerDiagnostics = CompilerDiagnostics.None);
}
