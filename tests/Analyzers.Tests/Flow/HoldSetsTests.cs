namespace Unravel.Analyzers.Tests.Flow;

/// <summary>What is held where, in one function.</summary>
public sealed class HoldSetsTests
{
    [Theory]
    [InlineData("""void M() { lock (_a) { Must("_a"); } Must(""); May(""); }""")]
    [InlineData("""void M() { Monitor.Enter(_a); Must("_a"); Monitor.Exit(_a); May(""); }""")]
    [InlineData("""void M() { bool taken = false; try { Monitor.Enter(_a, ref taken); Must("_a"); } finally { if (taken) { Must("_a"); Monitor.Exit(_a); } May(""); } May(""); }""")]
    [InlineData("""void M() { if (Monitor.TryEnter(_a, 10)) { Must("_a"); Monitor.Exit(_a); } else { May(""); } May(""); }""")]
    [InlineData("""void M() { if (!Monitor.TryEnter(_a)) { May(""); return; } Must("_a"); }""")]
    [InlineData("""void M() { bool taken = false; Monitor.TryEnter(_a, 10, ref taken); May("_a?"); if (taken) { Must("_a"); } else { May(""); } }""")]
    [InlineData("""void M() { var taken = Monitor.TryEnter(_a, 10); try { if (!taken) throw new Exception(); Must("_a"); } finally { if (taken) Monitor.Exit(_a); } May(""); }""")]
    [InlineData("""void M() { _l.Enter(); Must("_l"); _l.Exit(); May(""); }""")]
    [InlineData("""void M() { using (_l.EnterScope()) { Must("_l"); } May(""); }""")]
    [InlineData("""void M() { using var scope = _l.EnterScope(); Must("_l"); }""")]
    [InlineData("""void M() { if (_l.TryEnter()) { Must("_l"); } }""")]
    [InlineData("""void M() { _s.Wait(); try { Must("_s"); } finally { _s.Release(); } May(""); }""")]
    [InlineData("""void M(CancellationToken token) { _s.Wait(token); Must("_s"); _s.Release(1); May(""); }""")]
    [InlineData("""void M() { _s.Wait(); _s.Release(2); May(""); }""")]
    [InlineData("""void M() { if (_s.Wait(10)) { Must("_s"); } else { May(""); } }""")]
    [InlineData("""void M() { _s.Wait(Timeout.Infinite); Must("_s"); _s.Release(); _s.Wait(Timeout.InfiniteTimeSpan); Must("_s"); }""")]
    [InlineData("""async Task M() { await _s.WaitAsync(); Must("_s"); _s.Release(); May(""); }""")]
    [InlineData("""async Task M() { await _s.WaitAsync().ConfigureAwait(false); Must("_s"); }""")]
    [InlineData("""async Task M() { var wait = _s.WaitAsync(); Must(""); await wait; Must("_s"); }""")]
    [InlineData("""async Task M() { if (await _s.WaitAsync(10)) { Must("_s"); } else { May(""); } }""")]
    [InlineData("""async Task M() { var got = await _s.WaitAsync(10).ConfigureAwait(false); if (got) { Must("_s"); } else { May(""); } }""")]
    [InlineData("""async Task M() { bool got; if (!(got = await _s.WaitAsync(10))) { May(""); return; } Must("_s"); }""")]
    [InlineData("""void M() { _s.WaitAsync().Wait(); Must("_s"); _s.Release(); _s.WaitAsync().GetAwaiter().GetResult(); Must("_s"); }""")]
    [InlineData("""void M() { _rw.EnterReadLock(); Must("_rw:Read"); _rw.ExitReadLock(); _rw.EnterWriteLock(); Must("_rw:Write"); _rw.ExitWriteLock(); May(""); }""")]
    [InlineData("""void M() { _rw.EnterUpgradeableReadLock(); _rw.EnterWriteLock(); Must("_rw:Upgradeable _rw:Write"); _rw.ExitWriteLock(); Must("_rw:Upgradeable"); }""")]
    [InlineData("""void M() { if (_rw.TryEnterReadLock(10)) { Must("_rw:Read"); } }""")]
    [InlineData("""void M() { _old.AcquireReaderLock(10); Must("_old:Read"); var c = _old.UpgradeToWriterLock(10); Must("_old:Read _old:Write"); _old.DowngradeFromWriterLock(ref c); Must("_old:Read"); _old.ReleaseLock(); May(""); }""")]
    [InlineData("""void M() { _m.WaitOne(); Must("_m"); _m.ReleaseMutex(); May(""); }""")]
    [InlineData("""void M() { if (_m.WaitOne(10)) { Must("_m"); } }""")]
    [InlineData("""void M() { bool t = false; _spin.Enter(ref t); Must("_spin"); if (t) _spin.Exit(); May(""); }""")]
    [InlineData("""async Task M() { using (await _al.LockAsync()) { Must("_al"); await Task.Yield(); Must("_al"); } May(""); }""")]
    [InlineData("""void M() { using (_al.Lock()) { Must("_al"); } May(""); }""")]
    [InlineData("""async Task M(CancellationToken token) { var scope = await _al.LockAsync(token).ConfigureAwait(false); Must("_al"); scope.Dispose(); May(""); }""")]
    public void EveryKindOfLock_IsKnown(string members) => Probes.Hold(members);

    [Theory]
    [InlineData("""void M(AutoResetEvent e) { e.WaitOne(); May(""); }""")]
    [InlineData("""void M(ManualResetEventSlim e, Task t) { e.Wait(); t.Wait(); May(""); }""")]
    [InlineData("""async Task M() { _ = _s.WaitAsync(); await Task.Yield(); May(""); }""")] // taken some day, by nobody in particular
    public void SignalsAndUnawaitedWaits_AreNoLocks(string members) => Probes.Hold(members);

    [Theory]
    [InlineData("""void M() { lock (Gate) { Must("_a"); } }""")]
    [InlineData("""void M() { var gate = _a; lock (gate) { Must("_a"); } }""")]
    [InlineData("""void M() { lock (_other._a) { Must("_other._a"); lock (_a) { Must("_other._a _a"); } } }""")]
    [InlineData("""void M(C other) { lock (other._a) lock (this._a) { Must("other._a _a"); } }""")]
    [InlineData("""void M(C other) { other = this; lock (other._a) { Must(""); } }""")] // reassigned
    [InlineData("""void M() { lock (s_a) { Must("s_a"); lock (typeof(C)) lock (this) { Must("s_a typeof(C) this"); } } }""")]
    [InlineData("""void M(Dictionary<int, object> gates) { var gate = gates[1]; lock (gate) { Must("gate"); } May(""); }""")]
    public void Identity_IsWhatTheExpressionNames(string members) => Probes.Hold(members);

    [Theory]
    [InlineData("""void M() { if (Ask()) Monitor.Enter(_a); Must(""); May("_a?"); }""")]
    [InlineData("""void M() { if (Ask()) _s.Wait(); else _s.Wait(); Must("_s"); _s.Release(); May(""); }""")]
    [InlineData("""void M() { while (Ask()) { _s.Wait(); Must("_s"); _s.Release(); } May(""); }""")]
    [InlineData("""void M() { for (int i = 0; i < 3; i++) { _s.Wait(); } May("_s?"); }""")]
    [InlineData("""void M() { Monitor.Enter(_a); try { Work(); } catch { Must("_a"); } finally { Monitor.Exit(_a); } May(""); }""")]
    [InlineData("""void M() { Monitor.Enter(_a); try { if (Ask()) return; Work(); } finally { Must("_a"); Monitor.Exit(_a); } May(""); }""")]
    [InlineData("""void M() { try { Monitor.Enter(_a); } catch { May(""); } May("_a?"); }""")]
    [InlineData("""void M() { try { Monitor.Enter(_a); Work(); } catch (InvalidOperationException) { May("_a?"); } Must(""); }""")]
    [InlineData("""void M() { bool held = false; try { _s.Wait(); held = true; Work(); } finally { if (held) { Must("_s"); _s.Release(); } May(""); } May(""); }""")]
    [InlineData("""void M(bool use) { if (use) _s.Wait(); Work(); if (use) { Must("_s"); _s.Release(); } May(""); }""")]
    [InlineData("""void M() { if (_on) _s.Wait(); Work(); if (_on) { Must("_s"); _s.Release(); } May(""); }""")]
    [InlineData("""void M(SemaphoreSlim? gate) { gate?.Wait(); Work(); gate?.Release(); May(""); }""")]
    [InlineData("""async Task M() { IDisposable? scope = null; try { scope = await _al.LockAsync(); Must("_al"); } finally { scope?.Dispose(); } May(""); }""")]
    [InlineData("""void M() { lock (_a) { lock (_a) { Must("_a _a"); } Must("_a"); } }""")]
    [InlineData("""void M() { Monitor.Exit(_a); May(""); Monitor.Enter(_a); Must("_a"); }""")]
    [InlineData("""void M(int x) { switch (x) { case 1: _s.Wait(); break; default: return; } Must("_s"); }""")]
    [InlineData("""IEnumerable<int> M() { lock (_a) { Must("_a"); yield return 1; Must("_a"); } May(""); }""")]
    [InlineData("""void M() { _s.Wait(); try { _t.Wait(); try { Must("_s _t"); } finally { _t.Release(); } Must("_s"); } finally { _s.Release(); } May(""); }""")]
    [InlineData("""void M() { lock (_a) { goto end; } end: May(""); }""")]
    public void Paths_AreFollowed(string members) => Probes.Hold(members);

    [Theory]
    [InlineData("""void M() { lock (_a) { Action later = () => { Must(""); }; later(); } }""")]
    [InlineData("""void M() { lock (_a) { Task.Run(() => { Must(""); }); } }""")]
    [InlineData("""void M() { lock (_a) { Parallel.For(0, 9, i => { Must(""); }); } }""")]
    [InlineData("""void M() { lock (_a) { _list.ForEach(x => { Must("_a"); }); } }""")]
    [InlineData("""void M() { lock (_a) { var n = _list.Count(x => { Must("_a"); return true; }); } }""")]
    [InlineData("""void M() { lock (_a) { var n = _list.Where(x => { Must("_a"); return true; }).ToList(); } }""")]
    [InlineData("""void M() { lock (_a) { foreach (var y in _list.Where(x => { Must("_a"); return true; })) { } } }""")]
    [InlineData("""void M() { lock (_a) { _list.AsParallel().Where(x => { Must(""); return true; }).ToList(); } }""")]
    [InlineData("""void M() { lock (_a) { _list.ForEach(async x => { await Task.Yield(); Must(""); }); } }""")]
    [InlineData("""void M() { lock (_a) { L(); } void L() { Must(""); lock (_b) { Must("_b"); } } }""")] // callers are known to TypeSummary
    public void NestedFunctions_StartWithWhatIsCertain(string members) => Probes.Hold(members);
}
