using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.Locking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4020ForeignUnderLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4020ForeignUnderLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Code of others that runs under a lock.</summary>
public sealed class UNR4020ForeignUnderLockTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        public class C
        {
            readonly object _gate = new();
            readonly Lock _lock = new();
            readonly ReaderWriterLockSlim _rw = new();
            readonly SemaphoreSlim _s = new(1, 1);
            readonly List<Action<int>> _observers = new();
            readonly Dictionary<string, Action> _byName = new();
            readonly TaskCompletionSource<int> _inline = new();
            readonly TaskCompletionSource<int> _later = new(TaskCreationOptions.RunContinuationsAsynchronously);
            CancellationTokenSource? _stop;
            Action? _callback;
            readonly Action _own;
            readonly Func<int> _factory;
            int _n;
            public event EventHandler? Changed;
            public C(Action? callback, Func<int> factory) { _callback = callback; _own = Work; _factory = factory; _stop = new(); }
            void Work() { }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() { lock (_gate) { Changed?[|.Invoke(this, EventArgs.Empty)|]; } }")]
    [InlineData("void M() { lock (_gate) { if (Changed != null) [|Changed(this, EventArgs.Empty)|]; } }")]
    [InlineData("void M() { lock (_gate) { var h = Changed; if (h != null) { [|h(this, EventArgs.Empty)|]; } } }")]
    [InlineData("void M() { lock (_gate) { _callback?[|.Invoke()|]; } }")]
    [InlineData("void M() { lock (_lock) { [|_callback!()|]; } }")]
    [InlineData("void M() { lock (_gate) { foreach (var o in _observers) { [|o(1)|]; } } }")]
    [InlineData("void M() { lock (_gate) { for (int i = 0; i < _observers.Count; i++) { [|_observers[i](1)|]; } } }")]
    [InlineData("void M(string n) { lock (_gate) { if (_byName.TryGetValue(n, out var a)) { [|a()|]; } } }")]
    [InlineData("void M() { lock (_gate) { [|_inline.SetResult(1)|]; } }")]
    [InlineData("void M() { lock (_gate) { [|_inline.TrySetCanceled()|]; } }")]
    [InlineData("void M() { lock (_gate) { _stop?[|.Cancel()|]; } }")]
    [InlineData("void M() { _rw.EnterWriteLock(); try { Changed?[|.Invoke(this, EventArgs.Empty)|]; } finally { _rw.ExitWriteLock(); } }")]
    [InlineData("public void M() { lock (_gate) { Raise(); } } void Raise() { Changed?[|.Invoke(this, EventArgs.Empty)|]; }")]
    [InlineData("public void M() { lock (_gate) { Raise(); } } void Raise() => Changed?[|.Invoke(this, EventArgs.Empty)|];")]
    public Task CodeOfOthersUnderALock_IsReported(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Message_NamesWhatRunsAndTheLock() => Verify.Analyzer(
        Type("void M() { lock (_gate) { Changed?{|#0:.Invoke(this, EventArgs.Empty)|}; {|#1:_stop!.Cancel()|}; } }"),
        new DiagnosticResult(UNR4020ForeignUnderLockAnalyzer.Descriptor).WithLocation(0)
            .WithMessage("'Changed' runs the handlers of an event while '_gate' is held; it can wait for another lock, or come back here"),
        new DiagnosticResult(UNR4020ForeignUnderLockAnalyzer.Descriptor).WithLocation(1)
            .WithMessage("'_stop.Cancel()' runs what is registered with its token while '_gate' is held; it can wait for another lock, or come back here"));

    [Theory]
    [InlineData("void M() { EventHandler? h; lock (_gate) { h = Changed; } h?.Invoke(this, EventArgs.Empty); }")]
    [InlineData("void M() { Action<int>[] all; lock (_gate) { all = _observers.ToArray(); } foreach (var o in all) { o(1); } }")]
    [InlineData("void M() { lock (_gate) { _n++; } Changed?.Invoke(this, EventArgs.Empty); }")]
    [InlineData("void M(EventHandler h) { lock (_gate) { Changed += h; } }")]
    [InlineData("int M(Func<int> make) { lock (_gate) { return make(); } }")] // the caller knows that it runs here
    [InlineData("int M() { lock (_gate) { return _factory(); } }")]
    [InlineData("void M() { lock (_gate) { _own(); } }")]
    [InlineData("void M() { lock (_gate) { Action a = () => _n++; a(); } }")]
    [InlineData("void M() { lock (_gate) { _later.SetResult(1); } }")]
    [InlineData("void M(TaskCompletionSource t) { lock (_gate) { t.SetResult(); } }")] // made who knows how
    [InlineData("void M() { lock (_gate) { Task.Run(() => Changed?.Invoke(this, EventArgs.Empty)); } }")]
    [InlineData("async Task M() { await _s.WaitAsync(); try { Changed?.Invoke(this, EventArgs.Empty); } finally { _s.Release(); } }")]
    [InlineData("void M() { _rw.EnterReadLock(); try { Changed?.Invoke(this, EventArgs.Empty); } finally { _rw.ExitReadLock(); } }")]
    [InlineData("void M() { CancellationTokenSource? old; lock (_gate) { old = _stop; _stop = null; } old?.Cancel(); }")]
    [InlineData("void M() { lock (_gate) { _stop = new(); _stop.CancelAfter(100); } }")]
    [InlineData("public void M() { lock (_gate) { } Raise(); } void Raise() { Changed?.Invoke(this, EventArgs.Empty); }")]
    [InlineData("public void M() { lock (_gate) { Raise(); } } public void N() { Raise(); } void Raise() { Changed?.Invoke(this, EventArgs.Empty); }")]
    [InlineData("public virtual void Do() { } void M() { lock (_gate) { Do(); } }")]
    public Task OutsideOfTheLockOrOwn_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_CopiesTheDelegateAndRaisesAfterTheLock() => Verify.Fix(
        Type("""
            void M(int n)
                {
                    // one more
                    lock (_gate)
                    {
                        _n = n;
                        Changed?[|.Invoke(this, EventArgs.Empty)|];
                    }
                }

                void N()
                {
                    lock (_gate)
                    {
                        _callback?[|.Invoke()|];
                    }
                }
            """),
        Type("""
            void M(int n)
                {
                    // one more
                    EventHandler? changed;
                    lock (_gate)
                    {
                        _n = n;
                        changed = Changed;
                    }
                    changed?.Invoke(this, EventArgs.Empty);
                }

                void N()
                {
                    Action? callback;
                    lock (_gate)
                    {
                        callback = _callback;
                    }
                    callback?.Invoke();
                }
            """));

    [Theory]
    [InlineData("event Action<int>? Set; void M(int n) { lock (_gate) { _n = n; Set?[|.Invoke(_n)|]; } }")] // _n may change meanwhile
    [InlineData("void M(int n) { lock (_gate) { Changed?[|.Invoke(this, EventArgs.Empty)|]; _n = n; } }")]
    public Task WhereTheOrderMatters_NoFix(string members) => Verify.NoFix(Type(members));
}
