namespace Unravel.Analyzers.Tests.Together;

/// <summary>All rules over one snippet of locks: one fault gets one message.</summary>
public class LockingTogetherTests
{
    [Theory]
    [InlineData("async Task M() { _rw.EnterReadLock(); try { await Task.Yield(); } finally { _rw.ExitReadLock(); } }", "UNR4002")]
    [InlineData("async Task M() { await _s.WaitAsync(); try { await _s.WaitAsync(); } finally { _s.Release(2); } }", "UNR4003")]
    [InlineData("void M() { Monitor.Enter(_a); if (_n > 0) return; Monitor.Exit(_a); }", "UNR4004")]
    [InlineData("void M() { _rw.EnterReadLock(); _rw.ExitWriteLock(); }", "UNR4005")]
    public async Task OneFault_GetsOneMessage(string member, string id)
    {
        var reports = await RunAll.Over($$"""
            class C
            {
                private readonly object _a = new();
                private readonly SemaphoreSlim _s = new(1, 1);
                private readonly ReaderWriterLockSlim _rw = new();
                private int _n;
                public void Set(int n) { _n = n; }
                public {{member}}
            }
            """);
        Assert.Equal([id], reports.Select(report => report.Id));
    }

    [Theory]
    [InlineData("class C { void M() { System.Threading.Monitor.Enter( } }")]
    [InlineData("class C { System.Threading.SemaphoreSlim s = ; async Task M() { await s.WaitAsync(; s.Release( } }")]
    [InlineData("using System.Threading; var s = new SemaphoreSlim(1, 1); await s.WaitAsync(); s.Release();")]
    [InlineData("partial record R(object Gate) { void M() { lock (Gate) { } Monitor.Enter(Gate, ref missing); } } partial record R { }")]
    [InlineData("unsafe struct S { fixed int a[4]; object o; void M() { fixed (int* p = a) { lock (o) { *p = 1; } } } }")]
    public async Task OddCode_ThrowsNowhere(string source)
    {
        var reports = await RunAll.Over(source);
        Assert.DoesNotContain(reports, report => report.Id == "AD0001");
    }
}
