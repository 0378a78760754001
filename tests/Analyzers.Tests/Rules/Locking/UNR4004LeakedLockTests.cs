using Microsoft.CodeAnalysis.Testing;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4004LeakedLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4004LeakedLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

public sealed class UNR4004LeakedLockTests
{
    [Theory]
    [InlineData("void M() { [|Monitor.Enter(_a)|]; if (Ask()) return; Monitor.Exit(_a); }")]
    [InlineData("int M() { [|_s.Wait()|]; if (_n > 0) { return 1; } _s.Release(); return 0; }")]
    [InlineData("async Task M() { [|await _s.WaitAsync()|]; if (_n == 0) return; _s.Release(); }")]
    [InlineData("void M() { [|_rw.EnterReadLock()|]; if (_n == 0) throw new Exception(); _rw.ExitReadLock(); }")]
    [InlineData("void M() { [|_rw.EnterWriteLock()|]; _act(); _rw.ExitWriteLock(); }")]
    [InlineData("void M() { [|_l.Enter()|]; Work(); _l.Exit(); }")]
    [InlineData("void M() { [|_m.WaitOne()|]; Work(); _m.ReleaseMutex(); }")]
    [InlineData("async Task M() { [|await _s.WaitAsync()|]; await Task.Delay(1); _s.Release(); }")]
    [InlineData("void M() { [|_s.Wait()|]; Work(); try { Work(); } finally { _s.Release(); } }")] // between the two
    [InlineData("void M() { if ([|_s.Wait(10)|]) { if (Ask()) { _s.Release(); } } }")]
    [InlineData("void M() { [|_s.Wait()|]; try { Work(); _s.Release(); } catch (InvalidOperationException) { } }")]
    [InlineData("void M() { while (Ask()) { [|_s.Wait()|]; if (_n > 3) break; _s.Release(); } }")]
    [InlineData("void M() { bool t = false; [|_spin.Enter(ref t)|]; Work(); _spin.Exit(); }")]
    [InlineData("Action M() => () => { [|_s.Wait()|]; Work(); _s.Release(); };")]
    [InlineData("int State { get => _n; set => Work(); } void M() { [|_s.Wait()|]; State = 1; _s.Release(); }")]
    [InlineData("int State => _n / 3; int M() { [|_s.Wait()|]; _n = State; _s.Release(); return 1; }")]
    public Task ReleaseThatIsNotReached_IsReported(string members) => Verify.Analyzer(LockingSource.With(members));

    [Theory]
    [InlineData("void M() { Monitor.Enter(_a); try { Work(); } finally { Monitor.Exit(_a); } }")]
    [InlineData("void M() { bool t = false; try { Monitor.Enter(_a, ref t); Work(); } finally { if (t) Monitor.Exit(_a); } }")]
    [InlineData("void M() { if (!Monitor.TryEnter(_a, 10)) return; try { Work(); } finally { Monitor.Exit(_a); } }")]
    [InlineData("void M() { var t = Monitor.TryEnter(_a, 10); try { if (t) Work(); } finally { if (t) Monitor.Exit(_a); } }")]
    [InlineData("async Task M(CancellationToken token) { await _s.WaitAsync(token); try { await Task.Yield(); } finally { _s.Release(); } }")]
    [InlineData("async Task M() { if (!await _s.WaitAsync(10)) { return; } try { await Task.Yield(); } finally { _s.Release(); } }")]
    [InlineData("async Task M() { bool held = false; try { await _s.WaitAsync(); held = true; await Task.Yield(); } finally { if (held) _s.Release(); } }")]
    [InlineData("long State => (long)(_n); void M() { _s.Wait(); var old = State; if (old > 3) { _s.Release(); return; } try { Work(); } finally { _s.Release(); } }")] // gives a field
    [InlineData("int State { get => _n; set => Work(); } void M() { _s.Wait(); _n = State; _s.Release(); }")]
    [InlineData("void M() { _s.Wait(); _n++; _s.Release(); }")] // nothing in between can throw
    [InlineData("void M() { _s.Wait(); try { Work(); } catch (Exception) { _s.Release(); throw; } _s.Release(); }")]
    [InlineData("void M() { lock (_a) { Work(); } lock (_l) { Work(); return; } }")]
    [InlineData("void M() { using (_l.EnterScope()) { Work(); } }")]
    [InlineData("void Enter() { _s.Wait(); Work(); } void Leave() { _s.Release(); }")] // a pair of methods
    [InlineData("void M() { _s.Wait(); Work(); }")] // never released here: another rule of life
    [InlineData("void M() { _s.Wait(); try { Work(); } finally { Leave(); } } void Leave() { _s.Release(); }")]
    [InlineData("void M() { _s.Wait(); if (Ask()) { Leave(); return; } _s.Release(); } void Leave() { _s.Release(); }")]
    [InlineData("async Task M() { await _s.WaitAsync(); try { _ = Task.Run(() => { _s.Release(); }); } catch { _s.Release(); throw; } }")]
    [InlineData("IDisposable M() { _s.Wait(); try { Work(); return new Scope(_s); } catch { _s.Release(); throw; } } sealed class Scope(SemaphoreSlim s) : IDisposable { public void Dispose() => s.Release(); }")]
    [InlineData("void M(bool use) { if (use) _s.Wait(); try { Work(); } finally { if (use) _s.Release(); } }")]
    [InlineData("void M(int mode) { if (mode > 1) _s.Wait(); _n++; if (mode > 1) _s.Release(); }")] // the same condition, as far as can be seen
    [InlineData("void M() { Monitor.Exit(_a); try { Work(); } finally { Monitor.Enter(_a); } }")] // gives it up for a while
    [InlineData("void M() { for (;;) { _s.Wait(); try { Work(); } finally { _s.Release(); } } }")]
    [InlineData("void M(AutoResetEvent e) { e.WaitOne(); if (Ask()) return; e.Set(); }")]
    [InlineData("void M() { _rw.EnterReadLock(); try { if (Ask()) return; } finally { _rw.ExitReadLock(); } _rw.EnterWriteLock(); try { Work(); } finally { _rw.ExitWriteLock(); } }")]
    [InlineData("void M() { _rw.EnterUpgradeableReadLock(); try { if (Ask()) { _rw.EnterWriteLock(); try { Work(); } finally { _rw.ExitWriteLock(); } } } finally { _rw.ExitUpgradeableReadLock(); } }")]
    [InlineData("void M(SemaphoreSlim? gate) { gate?.Wait(); try { Work(); } finally { gate?.Release(); } }")]
    [InlineData("void M() { _s.Wait(); try { Work(); } finally { try { Work(); } finally { _s.Release(); } } }")]
    [InlineData("void M() { bool t = false; _spin.Enter(ref t); try { _n++; } finally { if (t) _spin.Exit(false); } }")]
    public Task ReleasedOnEveryPath_IsSilent(string members) =>
        Verify.Analyzer(LockingSource.With(members), test => test.CompilerDiagnostics = CompilerDiagnostics.Errors);

    [Fact]
    public Task Fix_PutsTheReleaseInAFinally() => Verify.Fix(
        """
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            private readonly SemaphoreSlim _s = new(1, 1);
            private readonly object _a = new();
            private int _n;

            async Task One()
            {
                [|await _s.WaitAsync()|]; // mine now
                await Task.Delay(1);
                _n++;

                _s.Release();
                _n = 0;
            }

            int Two(int x)
            {
                [|Monitor.Enter(_a)|];
                if (x < 0)
                {
                    return 1;
                }

                // done
                Monitor.Exit(_a);
                return 2;
            }
        }
        """,
        """
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            private readonly SemaphoreSlim _s = new(1, 1);
            private readonly object _a = new();
            private int _n;

            async Task One()
            {
                await _s.WaitAsync(); // mine now
                try
                {
                    await Task.Delay(1);
                    _n++;
                }
                finally
                {
                    _s.Release();
                }

                _n = 0;
            }

            int Two(int x)
            {
                Monitor.Enter(_a);
                try
                {
                    if (x < 0)
                    {
                        return 1;
                    }
                }
                finally
                {
                    // done
                    Monitor.Exit(_a);
                }

                return 2;
            }
        }
        """);

    [Theory]
    [InlineData("void M() { [|_s.Wait()|]; if (Ask()) { _s.Release(); return; } Work(); _s.Release(); }")] // two releases
    [InlineData("int M() { [|_s.Wait()|]; var x = int.Parse(\"1\"); _s.Release(); return x; }")] // a local would fall out of its scope
    [InlineData("void M() { if ([|_s.Wait(10)|]) { Work(); _s.Release(); } }")]
    public Task PlaceThatCannotBeWrapped_HasNoFix(string members) => Verify.NoFix(LockingSource.With(members));
}
