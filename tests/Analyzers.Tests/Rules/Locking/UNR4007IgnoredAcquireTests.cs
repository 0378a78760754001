using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4007IgnoredAcquireAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4007IgnoredAcquireFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Acquires with a time limit whose result nobody looks at.</summary>
public sealed class UNR4007IgnoredAcquireTests
{
    private static string Member(string body) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly SemaphoreSlim _semaphore = new(1, 1);
            readonly Semaphore _named = new(1, 1);
            readonly ReaderWriterLockSlim _rw = new();
            readonly ReaderWriterLock _old = new();
            readonly Mutex _mutex = new();
            readonly AutoResetEvent _signal = new(false);
            readonly Lock _lock = new();
            readonly object _gate = new();
            int _count;
            async Task M(CancellationToken token) { await Task.Yield(); {{body}} }
        }
        """;

    [Theory]
    [InlineData("[|Monitor.TryEnter(_gate)|]; _count++;")]
    [InlineData("[|Monitor.TryEnter(_gate, 100)|]; try { _count++; } finally { Monitor.Exit(_gate); }")]
    [InlineData("[|Monitor.TryEnter(_gate, TimeSpan.FromSeconds(1))|];")]
    [InlineData("[|_lock.TryEnter()|]; _count++;")]
    [InlineData("[|_lock.TryEnter(TimeSpan.FromSeconds(1))|];")]
    [InlineData("[|_rw.TryEnterReadLock(100)|]; _count++;")]
    [InlineData("[|_rw.TryEnterWriteLock(TimeSpan.Zero)|];")]
    [InlineData("[|_mutex.WaitOne(100)|]; _count++;")]
    [InlineData("[|_mutex.WaitOne(TimeSpan.FromSeconds(1), false)|]; _count++;")]
    [InlineData("[|_semaphore.Wait(100)|]; try { _count++; } finally { _semaphore.Release(); }")]
    [InlineData("await [|_semaphore.WaitAsync(100)|]; _count++; _semaphore.Release();")]
    [InlineData("await [|_semaphore.WaitAsync(TimeSpan.FromSeconds(1), token)|].ConfigureAwait(false); _semaphore.Release();")]
    [InlineData("[|_named.WaitOne(100)|]; _count++; _named.Release();")]
    [InlineData("Action a = () => { [|Monitor.TryEnter(_gate)|]; };")]
    public Task IgnoredResult_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("if (Monitor.TryEnter(_gate)) { Monitor.Exit(_gate); }")]
    [InlineData("var taken = Monitor.TryEnter(_gate); if (taken) { Monitor.Exit(_gate); }")]
    [InlineData("_ = Monitor.TryEnter(_gate);")]
    [InlineData("_ = await _semaphore.WaitAsync(100); _semaphore.Release();")]
    [InlineData("var taken = false; Monitor.TryEnter(_gate, ref taken); Monitor.TryEnter(_gate, 100, ref taken);")]
    [InlineData("while (!_semaphore.Wait(100)) { } _semaphore.Release();")]
    [InlineData("await _semaphore.WaitAsync(token); _semaphore.Wait(); _semaphore.Release();")]
    [InlineData("_semaphore.Wait(Timeout.Infinite); _semaphore.Release();")]
    [InlineData("await _semaphore.WaitAsync(Timeout.InfiniteTimeSpan, token); _semaphore.Release();")]
    [InlineData("_mutex.WaitOne();")]
    [InlineData("_mutex.WaitOne(-1);")]
    [InlineData("_signal.WaitOne(100);")] // a pause that can be cut short
    [InlineData("await _semaphore.WaitAsync(100); _count++;")] // a signal: nothing is given back
    [InlineData("_semaphore.Release(); _semaphore.Wait(100);")]
    [InlineData("_old.AcquireReaderLock(100); _old.ReleaseReaderLock();")] // throws
    [InlineData("Func<bool> f = () => Monitor.TryEnter(_gate);")]
    [InlineData("var t = _semaphore.WaitAsync(100); await t;")]
    public Task OtherCalls_AreSilent(string body) => Verify.Analyzer(Member(body));

    [Fact]
    public Task Fix_Throws() => Verify.Fix(
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly SemaphoreSlim _semaphore = new(1, 1);
            readonly object _gate = new();

            async Task M()
            {
                // at most a second
                await [|_semaphore.WaitAsync(1000)|];
                _semaphore.Release();
                [|Monitor.TryEnter(_gate, 5)|]; // or never
            }
        }
        """,
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly SemaphoreSlim _semaphore = new(1, 1);
            readonly object _gate = new();

            async Task M()
            {
                // at most a second
                if (!await _semaphore.WaitAsync(1000))
                {
                    throw new TimeoutException();
                }
                _semaphore.Release();
                if (!Monitor.TryEnter(_gate, 5))
                {
                    throw new TimeoutException();
                } // or never
            }
        }
        """);
}
