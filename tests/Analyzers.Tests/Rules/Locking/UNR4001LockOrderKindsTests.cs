using Microsoft.CodeAnalysis.Testing;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4001LockOrderAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4001LockOrderFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Orders over locks that have no statement of their own.</summary>
public sealed class UNR4001LockOrderKindsTests
{
    [Theory]
    [InlineData("async Task One() { await _s.WaitAsync(); try { lock ([|_a|]) { } } finally { _s.Release(); } } void Two() { lock (_a) { [|_s.Wait()|]; _s.Release(); } }")]
    [InlineData("void One() { _rw.EnterReadLock(); lock ([|_a|]) { } _rw.ExitReadLock(); } void Two() { lock (_a) { [|_rw.EnterWriteLock()|]; _rw.ExitWriteLock(); } }")]
    [InlineData("void One() { _m.WaitOne(); lock ([|_a|]) { } _m.ReleaseMutex(); } void Two() { lock (_a) { [|_m.WaitOne()|]; _m.ReleaseMutex(); } }")]
    [InlineData("void One() { bool t = false; _spin.Enter(ref t); lock ([|_a|]) { } _spin.Exit(); } void Two() { lock (_a) { bool t = false; [|_spin.Enter(ref t)|]; _spin.Exit(); } }")]
    [InlineData("readonly SemaphoreSlim _t = new(1); async Task One() { await _s.WaitAsync(); await [|Inner()|]; _s.Release(); } async Task Inner() { await _t.WaitAsync(); _t.Release(); } async Task Two() { await _t.WaitAsync(); [|await _s.WaitAsync()|]; _s.Release(); _t.Release(); }")]
    [InlineData("void One() { var t = _s.Wait(10); if (!t) return; lock ([|_a|]) { } _s.Release(); } void Two() { lock (_a) { [|_s.Wait()|]; _s.Release(); } }")]
    [InlineData("void One(List<int> all) { lock (_a) { all.ForEach(x => { [|_s.Wait()|]; _s.Release(); }); } } void Two() { _s.Wait(); lock ([|_a|]) { } _s.Release(); }")]
    public Task BothOrders_AreReported(string members) => Verify.Analyzer(LockingSource.With(members));

    [Theory]
    [InlineData("readonly ReaderWriterLockSlim _other = new(); void One() { _rw.EnterReadLock(); _other.EnterReadLock(); } void Two() { _other.EnterReadLock(); _rw.EnterReadLock(); }")]
    [InlineData("void One() { _many.Wait(); lock (_a) { } _many.Release(); } void Two() { lock (_a) { _many.Wait(); _many.Release(); } }")] // several at once
    [InlineData("void One() { _s.Wait(); lock (_a) { } _s.Release(); } void Two() { lock (_a) { if (_s.Wait(0)) _s.Release(); } }")]
    [InlineData("void One() { _s.Wait(); lock (_a) { } _s.Release(); } void Two() { lock (_a) { _ = _s.WaitAsync(); } }")]
    [InlineData("void One() { _s.Wait(); _s.Release(); lock (_a) { } } void Two() { lock (_a) { _s.Wait(); _s.Release(); } }")]
    [InlineData("void One() { _s.Wait(); lock (_a) { } _s.Release(); } void Two() { lock (_a) { Task.Run(() => { _s.Wait(); _s.Release(); }); } }")]
    public Task OrdersThatCannotDeadlock_AreSilent(string members) => Verify.Analyzer(LockingSource.With(members));
}
