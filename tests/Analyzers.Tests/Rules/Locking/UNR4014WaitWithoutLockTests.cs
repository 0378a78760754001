using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4014WaitWithoutLockAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Monitor.Wait, Pulse and PulseAll without their lock.</summary>
public sealed class UNR4014WaitWithoutLockTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly object _a = new(), _b = new();
            object _c = new();
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public void M() { [|Monitor.Pulse(_a)|]; }")]
    [InlineData("public void M() { [|Monitor.PulseAll(_a)|]; }")]
    [InlineData("public void M() { while (true) { [|Monitor.Wait(_a)|]; } }")]
    [InlineData("public bool M() => [|Monitor.Wait(_a, 100)|];")]
    [InlineData("public void M() { [|Monitor.Pulse(this)|]; }")]
    [InlineData("public void M() { lock (_a) { } [|Monitor.Pulse(_a)|]; }")]
    [InlineData("public void M() { lock (_b) { [|Monitor.Pulse(_a)|]; } }")]
    [InlineData("public void M() { lock (this) { [|Monitor.Pulse(_a)|]; } }")]
    [InlineData("public void M() { H(); } void H() { [|Monitor.Pulse(_a)|]; }")]
    [InlineData("public void M() { H(); } void H() { I(); } void I() { [|Monitor.Pulse(_a)|]; if (_c is null) { H(); } }")]
    [InlineData("public int P { set { [|Monitor.Pulse(_a)|]; } }")]
    [InlineData("~C() { [|Monitor.Pulse(_a)|]; }")]
    public Task WithoutTheLock_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public void M() { lock (_a) { Monitor.Pulse(_a); } }")]
    [InlineData("public void M() { lock (this._a) { while (true) { Monitor.Wait(_a); } } }")]
    [InlineData("public void M() { lock (_a) { lock (_b) { Monitor.Pulse(_a); } } }")]
    [InlineData("public void M() { lock (this) { Monitor.Pulse(this); } }")]
    [InlineData("public void M() { Monitor.Enter(_a); try { Monitor.Pulse(_a); } finally { Monitor.Exit(_a); } }")]
    [InlineData("public void M() { if (Monitor.TryEnter(_a)) { Monitor.Pulse(_a); } }")]
    [InlineData("[MethodImpl(MethodImplOptions.Synchronized)] public void M() { Monitor.Pulse(this); }")]
    [InlineData("public void M() { var a = _a; lock (a) { Monitor.Pulse(_a); } }")] // another name
    [InlineData("public void M(object a) { Monitor.Pulse(a); }")] // its owner may hold it
    [InlineData("public void M() { lock (_c) { Monitor.Pulse(_a); } }")] // _c may be the same object
    public Task WithTheLockOrUnsure_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public void M() { lock (_a) { H(); } } void H() { Monitor.Pulse(_a); }")]
    [InlineData("public void M() { lock (_a) { H(); } } void H() { I(); } void I() { Monitor.Pulse(_a); }")]
    [InlineData("public void M() { lock (_a) { H(); } } public void N() { H(); } void H() { Monitor.Pulse(_a); }")] // one of the callers holds it
    [InlineData("void H() { Monitor.Pulse(_a); }")] // nobody calls it
    [InlineData("public Action M() => H; void H() { Monitor.Pulse(_a); }")]
    [InlineData("public void M() { Action a = () => H(); a(); } void H() { Monitor.Pulse(_a); }")]
    [InlineData("public void M() { Action a = () => Monitor.Pulse(_a); lock (_a) { a(); } }")]
    [InlineData("public void M() { lock (_a) { L(); } void L() { Monitor.Pulse(_a); } }")]
    [InlineData("internal void M() { Monitor.Pulse(_a); }")] // others may call it with the lock held
    [InlineData("protected virtual void M() { Monitor.Pulse(_a); }")]
    [InlineData("public void M() { Monitor.Enter(_a); H(); Monitor.Exit(_a); } void H() { Monitor.Pulse(_a); }")]
    public Task HelperThatMayBeCalledUnderTheLock_IsSilent(string members) => Verify.Analyzer(Type(members));
}
