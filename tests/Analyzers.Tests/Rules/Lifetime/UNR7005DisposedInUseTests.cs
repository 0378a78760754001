using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Lifetime.UNR7005DisposedInUseAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

namespace Unravel.Analyzers.Tests.Rules.Lifetime;

/// <summary>Primitives that are disposed while somebody holds them or may be waiting for them.</summary>
public sealed class UNR7005DisposedInUseTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        class C : IDisposable
        {
            SemaphoreSlim _gate = new(1, 1);
            readonly ManualResetEventSlim _event = new();
            readonly AutoResetEvent _handle = new(false);
            readonly ReaderWriterLockSlim _lock = new();
            readonly CountdownEvent _countdown = new(3);
            readonly CancellationTokenSource _stop = new();
            Task? _task;
            Thread? _thread;
            static void Work() { }
            public virtual void Dispose() { }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public void End() { _gate.Wait(); [|_gate.Dispose()|]; }")]
    [InlineData("public async Task End() { await _gate.WaitAsync(); try { Work(); } finally { [|_gate.Dispose()|]; } }")]
    [InlineData("public void End() { _lock.EnterWriteLock(); [|_lock.Dispose()|]; }")]
    [InlineData("public void End() { _lock.EnterReadLock(); try { Work(); [|_lock.Dispose()|]; } finally { _lock.ExitReadLock(); } }")]
    public Task WhileItIsHeld_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public C() { Task.Run(Loop); } async Task Loop() { while (true) { await _gate.WaitAsync(); Work(); } }", "_gate")]
    [InlineData("public C() { Task.Run(Loop); } async Task Loop() { while (true) { await _gate.WaitAsync(_stop.Token); Work(); } }", "_gate")] // Cancel right before comes too late
    [InlineData("public C() { _task = Task.Run(() => { while (true) { _event.Wait(); Work(); } }); }", "_event")]
    [InlineData("public void Start() { _thread = new Thread(Loop); _thread.Start(); } void Loop() { while (true) { _handle.WaitOne(); Work(); } }", "_handle")]
    [InlineData("public void Start() { new Thread(Loop).Start(); } void Loop() { Step(); } void Step() { _countdown.Wait(); }", "_countdown")]
    public Task WhileStartedCodeMayWait_IsReported(string members, string field) =>
        Verify.Analyzer(Type(members + " public void Cancel() => _stop.Cancel(); ").Replace("public virtual void Dispose() { }", $"public virtual void Dispose() {{ _stop.Cancel(); [|{field}.Dispose()|]; }}", StringComparison.Ordinal));

    [Theory]
    [InlineData("public async Task Use() { await _gate.WaitAsync(); try { Work(); } finally { _gate.Release(); } } public void Reset() { [|_gate.Dispose()|]; _gate = new SemaphoreSlim(1, 1); }")]
    [InlineData("public async Task Use(CancellationToken token) { await _gate.WaitAsync(token); _gate.Release(); } public void Reset() { [|_gate.Dispose()|]; _gate = new(1, 1); }")]
    public Task Replaced_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public void End() { _gate.Wait(); _gate.Release(); _gate.Dispose(); }")]
    [InlineData("public void End() { _lock.EnterWriteLock(); try { Work(); } finally { _lock.ExitWriteLock(); } _lock.Dispose(); }")]
    [InlineData("public async Task Use() { await _gate.WaitAsync(); try { Work(); } finally { _gate.Release(); } } public void End() { _gate.Dispose(); }")]
    [InlineData("public void Reset() { _gate.Dispose(); _gate = new(1, 1); }")] // nobody waits
    [InlineData("public async Task Use() { if (await _gate.WaitAsync(100)) { _gate.Release(); } } public void Reset() { _gate.Dispose(); _gate = new(1, 1); }")]
    [InlineData("readonly object _o = new(); public void Use() { lock (_o) { _gate.Wait(); _gate.Release(); } } public void Reset() { lock (_o) { _gate.Dispose(); _gate = new(1, 1); } }")]
    [InlineData("public async Task Use() { await _gate.WaitAsync(); _gate.Release(); } public C() { _gate.Dispose(); _gate = new(2, 2); }")]
    [InlineData("public void M() { using var gate = new SemaphoreSlim(1); gate.Wait(); }")]
    [InlineData("public void End() { lock (_event) { _event.Set(); _event.Dispose(); } }")] // its monitor, and not the event
    public Task FreeOrUnused_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public async Task Use() { await _gate.WaitAsync(); try { Work(); } finally { _gate.Release(); } }", "_gate.Dispose();")] // callers who are late are at fault
    [InlineData("public C() { _task = Task.Run(Loop); } async Task Loop() { await _gate.WaitAsync(); }", "_gate.Release(); _gate.Dispose();")]
    [InlineData("public C() { _task = Task.Run(Loop); } void Loop() { _event.Wait(); }", "_event.Set(); _event.Dispose();")]
    [InlineData("public C() { _task = Task.Run(Loop); } async Task Loop() { await _gate.WaitAsync(_stop.Token); }", "_stop.Cancel(); _task!.Wait(); _gate.Dispose();")]
    [InlineData("public C() { _task = Task.Run(Loop); } async Task Loop() { await _gate.WaitAsync(_stop.Token); }", "End(); _gate.Dispose();", "void End() { _stop.Cancel(); _task!.GetAwaiter().GetResult(); }")]
    [InlineData("public C() { _thread = new Thread(Loop); _thread.Start(); } void Loop() { _handle.WaitOne(); }", "_thread!.Join(); _handle.Dispose();")]
    [InlineData("public C() { _task = Task.Run(Loop); } void Loop() { _event.Wait(_stop.Token); }", "_stop.Cancel(); _event.Dispose();")] // Cancel wakes it
    [InlineData("public C() { _task = Task.Run(Loop); } void Loop() { while (!_event.Wait(100)) { } }", "_event.Dispose();")]
    [InlineData("public async Task M() { await Task.Run(Loop); } async Task Loop() { await _gate.WaitAsync(); }", "_gate.Dispose();")] // its caller waits
    public Task WokenOrWaitedFor_IsSilent(string members, string disposal, string more = "") =>
        Verify.Analyzer(Type(members + more).Replace("public virtual void Dispose() { }", $"public virtual void Dispose() {{ {disposal} }}", StringComparison.Ordinal));
}
