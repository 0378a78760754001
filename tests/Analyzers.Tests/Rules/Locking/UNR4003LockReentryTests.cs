using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.Locking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4003LockReentryAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

public sealed class UNR4003LockReentryTests
{
    [Theory]
    [InlineData("void M() { _s.Wait(); [|_s.Wait()|]; _s.Release(); _s.Release(); }")]
    [InlineData("async Task M() { await _s.WaitAsync(); try { [|await _s.WaitAsync()|]; _s.Release(); } finally { _s.Release(); } }")]
    [InlineData("async Task M() { await _s.WaitAsync(); try { await [|Inner()|]; } finally { _s.Release(); } } async Task Inner() { await _s.WaitAsync(); _s.Release(); }")]
    [InlineData("void M() { _s.Wait(); [|Inner()|]; _s.Release(); } void Inner() { Deeper(); } void Deeper() { _s.Wait(); _s.Release(); }")]
    [InlineData("void M() { if (_s.Wait(10)) { [|_s.Wait()|]; _s.Release(2); } }")]
    [InlineData("void M() { bool t = false, u = false; _spin.Enter(ref t); [|_spin.Enter(ref u)|]; _spin.Exit(); _spin.Exit(); }")]
    [InlineData("void M() { _rw.EnterReadLock(); [|_rw.EnterReadLock()|]; _rw.ExitReadLock(); _rw.ExitReadLock(); }")]
    [InlineData("void M() { _rw.EnterWriteLock(); [|_rw.EnterWriteLock()|]; _rw.ExitWriteLock(); }")]
    [InlineData("void M() { _rw.EnterReadLock(); [|_rw.EnterWriteLock()|]; _rw.ExitWriteLock(); _rw.ExitReadLock(); }")]
    [InlineData("void M() { _rw.EnterReadLock(); [|_rw.EnterUpgradeableReadLock()|]; _rw.ExitUpgradeableReadLock(); _rw.ExitReadLock(); }")]
    [InlineData("void M() { _again.EnterReadLock(); [|_again.EnterWriteLock()|]; _again.ExitWriteLock(); _again.ExitReadLock(); }")]
    [InlineData("void M() { _rw.EnterReadLock(); try { [|Set()|]; } finally { _rw.ExitReadLock(); } } void Set() { _rw.EnterWriteLock(); _n++; _rw.ExitWriteLock(); }")]
    [InlineData("int P { get { _rw.EnterReadLock(); try { return [|Q|]; } finally { _rw.ExitReadLock(); } } } int Q { get { _rw.EnterReadLock(); try { return _n; } finally { _rw.ExitReadLock(); } } }")]
    [InlineData("void M() { _old.AcquireReaderLock(Timeout.Infinite); [|_old.AcquireWriterLock(Timeout.Infinite)|]; _old.ReleaseLock(); }")]
    [InlineData("void M(List<int> all) { _s.Wait(); all.ForEach(x => { [|_s.Wait()|]; _s.Release(); }); _s.Release(); }")]
    public Task HolderThatTakesItAgain_IsReported(string members) => Verify.Analyzer(LockingSource.With(members));

    [Fact]
    public Task Message_NamesTheLineAndTheWay() => Verify.Analyzer(
        LockingSource.With("async Task M() { await _s.WaitAsync(); await {|#0:Inner()|}; _s.Release(); } async Task Inner() { await _s.WaitAsync(); _s.Release(); }"),
        new DiagnosticResult(UNR4003LockReentryAnalyzer.Descriptor).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithMessage("'_s' is taken again through 'Inner' while it is held for exclusive use (line 22); its holder waits for itself"));

    [Theory]
    [InlineData("void M() { _s.Wait(); _s.Release(); _s.Wait(); _s.Release(); }")]
    [InlineData("void M() { lock (_a) { lock (_a) { Inner(); } } } void Inner() { lock (_a) { } lock (_l) { lock (_l) { } } }")]
    [InlineData("void M() { Monitor.Enter(_a); Monitor.Enter(_a); Monitor.Exit(_a); Monitor.Exit(_a); _m.WaitOne(); _m.WaitOne(); _m.ReleaseMutex(); _m.ReleaseMutex(); }")]
    [InlineData("void M() { _many.Wait(); _many.Wait(); _many.Release(2); }")]
    [InlineData("void M() { _again.EnterReadLock(); _again.EnterReadLock(); _again.ExitReadLock(); _again.ExitReadLock(); }")]
    [InlineData("void M() { _rw.EnterUpgradeableReadLock(); _rw.EnterWriteLock(); _rw.ExitWriteLock(); _rw.EnterReadLock(); _rw.ExitReadLock(); _rw.ExitUpgradeableReadLock(); }")]
    [InlineData("void M() { _old.AcquireReaderLock(-1); var c = _old.UpgradeToWriterLock(-1); _old.DowngradeFromWriterLock(ref c); _old.ReleaseReaderLock(); }")]
    [InlineData("void M() { _old.AcquireReaderLock(-1); _old.AcquireWriterLock(500); _old.ReleaseLock(); }")] // ends by itself
    [InlineData("void M() { _s.Wait(); if (_s.Wait(0)) { _s.Release(); } _s.Release(); }")] // only tries
    [InlineData("void M(C other) { _s.Wait(); other.Inner(); _s.Release(); } void Inner() { _s.Wait(); _s.Release(); }")] // another instance
    [InlineData("void M() { _s.Wait(); Task.Run(() => { _s.Wait(); _s.Release(); }); _s.Release(); }")]
    [InlineData("void M() { _s.Wait(); _ = Inner(); _s.Release(); } async Task Inner() { await _s.WaitAsync(); _s.Release(); }")] // nobody waits for it
    [InlineData("async Task M() { for (;;) { await _s.WaitAsync(); _ = Task.Run(() => { Work(); _s.Release(); }); } }")] // handed over
    [InlineData("void M() { _s.Wait(); Pause(); _s.Release(); } void Pause() { _s.Release(); Work(); _s.Wait(); }")]
    [InlineData("SemaphoreSlim _unknown; void Set(SemaphoreSlim s) { _unknown = s; } void M() { _unknown.Wait(); _unknown.Wait(); }")]
    [InlineData("void M() { _rw.EnterReadLock(); _rw.ExitReadLock(); Set(); } void Set() { _rw.EnterWriteLock(); _rw.ExitWriteLock(); }")]
    [InlineData("void M() { if (Ask()) { _s.Wait(); } else { _s.Wait(); } _s.Release(); }")]
    public Task LockThatLetsItsHolderIn_IsSilent(string members) =>
        Verify.Analyzer(LockingSource.With(members), test => test.CompilerDiagnostics = CompilerDiagnostics.Errors);

    [Theory]
    [InlineData("void M() { _s.Wait(; _s.Wait( }")]
    [InlineData("void M() { _rw.EnterReadLock(); _rw.EnterWriteLock(); } void M() { M(); }")]
    public Task IncompleteCode_DoesNotThrow(string members) => Verify.Analyzer(LockingSource.With(members), test =>
    {
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        test.DisabledDiagnostics.Add("UNR4003");
    });
}
