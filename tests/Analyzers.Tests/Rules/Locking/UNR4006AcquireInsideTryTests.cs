using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4006AcquireInsideTryAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4006AcquireInsideTryFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Acquires inside of the try whose finally releases in any case.</summary>
public sealed class UNR4006AcquireInsideTryTests
{
    private static string Member(string body) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly SemaphoreSlim _semaphore = new(1, 1);
            readonly SemaphoreSlim _other = new(1, 1);
            readonly ReaderWriterLockSlim _rw = new();
            readonly Mutex _mutex = new();
            readonly object _gate = new();
            SpinLock _spin = new();
            int _count;
            async Task M(CancellationToken token) { await Task.Yield(); {{body}} }
        }
        """;

    [Theory]
    [InlineData("try { await [|_semaphore.WaitAsync(token)|]; _count++; } finally { _semaphore.Release(); }")]
    [InlineData("try { await [|_semaphore.WaitAsync()|].ConfigureAwait(false); _count++; } finally { _semaphore.Release(); }")]
    [InlineData("try { [|_semaphore.Wait(token)|]; _count++; } finally { _semaphore.Release(); }")]
    [InlineData("try { _count++; [|_semaphore.Wait()|]; } finally { _semaphore.Release(); }")]
    [InlineData("try { if (![|_semaphore.Wait(100)|]) { return; } _count++; } finally { _semaphore.Release(); }")]
    [InlineData("try { if (_count > 0) { [|_semaphore.Wait()|]; } } finally { this._semaphore.Release(); }")]
    [InlineData("try { [|_mutex.WaitOne()|]; _count++; } finally { _mutex.ReleaseMutex(); }")]
    [InlineData("try { [|_rw.EnterWriteLock()|]; _count++; } finally { _rw.ExitWriteLock(); }")]
    [InlineData("try { [|_rw.EnterReadLock()|]; _count++; } finally { _rw.ExitReadLock(); }")]
    [InlineData("try { [|Monitor.Enter(_gate)|]; _count++; } finally { Monitor.Exit(_gate); }")]
    [InlineData("try { [|_semaphore.Wait(token)|]; } catch (OperationCanceledException) { } finally { _count--; _semaphore.Release(); }")]
    [InlineData("try { try { [|_semaphore.Wait(token)|]; } catch { throw; } } finally { _semaphore.Release(); }")]
    [InlineData("Func<Task> f = async () => { try { await [|_semaphore.WaitAsync(token)|]; } finally { _semaphore.Release(); } };")]
    public Task AcquireThatMayFail_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("await _semaphore.WaitAsync(token); try { _count++; } finally { _semaphore.Release(); }")]
    [InlineData("_semaphore.Wait(); try { await _other.WaitAsync(); _other.Release(); } finally { _semaphore.Release(); }")]
    [InlineData("var taken = false; try { await _semaphore.WaitAsync(token); taken = true; } finally { if (taken) { _semaphore.Release(); } }")]
    [InlineData("var taken = false; try { taken = _semaphore.Wait(10); } finally { if (taken) _semaphore.Release(); }")]
    [InlineData("var taken = false; try { Monitor.Enter(_gate, ref taken); } finally { if (taken) Monitor.Exit(_gate); }")]
    [InlineData("var taken = false; try { _spin.Enter(ref taken); } finally { _spin.Exit(); }")]
    [InlineData("try { _rw.EnterReadLock(); } finally { if (_rw.IsReadLockHeld) _rw.ExitReadLock(); }")]
    [InlineData("try { _rw.EnterReadLock(); } finally { _rw.ExitWriteLock(); }")] // another fault
    [InlineData("try { await _semaphore.WaitAsync(token); } finally { _other.Release(); }")]
    [InlineData("_semaphore.Wait(); try { _semaphore.Release(); await Task.Delay(1); _semaphore.Wait(); } finally { _semaphore.Release(); }")]
    [InlineData("try { _semaphore.Release(); await Task.Delay(1); _semaphore.Wait(); } finally { _semaphore.Release(); }")] // held by the caller
    [InlineData("lock (_gate) { try { Monitor.Enter(_gate); } finally { Monitor.Exit(_gate); } }")]
    [InlineData("try { Action a = () => _semaphore.Wait(); a(); } finally { _semaphore.Release(); }")]
    [InlineData("try { await _semaphore.WaitAsync(token); } catch { _semaphore.Release(); }")]
    [InlineData("try { } finally { _semaphore.Wait(); _semaphore.Release(); }")]
    public Task AcquireBeforeOrWithAFlag_IsSilent(string body) => Verify.Analyzer(Member(body));

    [Fact]
    public Task Fix_MovesTheFirstStatementBeforeTheTry() => Verify.Fix(
        """
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly SemaphoreSlim _semaphore = new(1, 1);
            int _count;

            async Task M(CancellationToken token)
            {
                // one at a time
                try
                {
                    await [|_semaphore.WaitAsync(token)|];
                    _count++;
                }
                finally
                {
                    _semaphore.Release();
                }
            }

            void N()
            {
                try
                {
                    [|_semaphore.Wait()|];
                    _count++; // counted
                }
                finally
                {
                    _semaphore.Release();
                }
            }
        }
        """,
        """
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly SemaphoreSlim _semaphore = new(1, 1);
            int _count;

            async Task M(CancellationToken token)
            {
                // one at a time
                await _semaphore.WaitAsync(token);
                try
                {
                    _count++;
                }
                finally
                {
                    _semaphore.Release();
                }
            }

            void N()
            {
                _semaphore.Wait();
                try
                {
                    _count++; // counted
                }
                finally
                {
                    _semaphore.Release();
                }
            }
        }
        """);

    [Theory]
    [InlineData("try { _count++; [|_semaphore.Wait()|]; } finally { _semaphore.Release(); }")]
    [InlineData("try { [|_semaphore.Wait(100)|]; } finally { _semaphore.Release(); }")]
    [InlineData("if (_count > 0) try { [|_semaphore.Wait()|]; } finally { _semaphore.Release(); }")]
    public Task Fix_IsNotOfferedElsewhere(string body) => Verify.NoFix(Member(body));
}
