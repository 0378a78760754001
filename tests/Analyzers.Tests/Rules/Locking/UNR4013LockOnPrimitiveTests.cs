using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4013LockOnPrimitiveAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Monitors taken on objects that have waiting operations of their own.</summary>
public sealed class UNR4013LockOnPrimitiveTests
{
    private static string Member(string body, string type = "object") => $$"""
        #pragma warning disable CS9216
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly {{type}} _gate = null!;
            readonly object _hidden = new Lock();
            readonly object _plain = new object();
            void M() { {{body}} }
        }
        """;

    [Theory]
    [InlineData("SemaphoreSlim")]
    [InlineData("Semaphore")]
    [InlineData("Mutex")]
    [InlineData("ReaderWriterLockSlim")]
    [InlineData("ReaderWriterLock")]
    [InlineData("ManualResetEventSlim")]
    [InlineData("ManualResetEvent")]
    [InlineData("AutoResetEvent")]
    [InlineData("EventWaitHandle")]
    [InlineData("WaitHandle")]
    [InlineData("Barrier")]
    [InlineData("CountdownEvent")]
    public async Task Primitive_IsReported(string type)
    {
        await Verify.Analyzer(Member("lock ([|_gate|]) { }", type));
        await Verify.Analyzer(Member("Monitor.Enter([|_gate|]);", type));
        await Verify.Analyzer(Member("var gate = _gate; lock ([|gate|]) { }", type));
    }

    [Theory]
    [InlineData("Monitor.Enter([|_hidden|]);")]
    [InlineData("if (Monitor.TryEnter([|_hidden|])) { }")]
    [InlineData("object gate = new Lock(); Monitor.Enter([|gate|]); Action a = () => Monitor.Exit(gate);")]
    [InlineData("object gate = new SemaphoreSlim(1); lock ([|gate|]) { } Action a = () => Monitor.Exit(gate);")]
    public Task PrimitiveHiddenInAnObject_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("lock (_plain) { }")]
    [InlineData("lock (_hidden) { }")] // CS9216 speaks where the Lock became an object
    [InlineData("Monitor.Enter(_plain);")]
    [InlineData("object gate = new object(); Action a = () => { lock (gate) { } };")]
    public Task OtherObjects_AreSilent(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("Lock", "lock (_gate) { }")]
    [InlineData("Lock", "using (_gate.EnterScope()) { }")]
    [InlineData("Lock", "Monitor.Enter(_gate);")] // CS9216
    [InlineData("SemaphoreSlim", "_gate.Wait();")]
    [InlineData("List<SemaphoreSlim>", "lock (_gate) { }")]
    [InlineData("Task", "lock (_gate) { }")]
    [InlineData("CancellationTokenSource", "lock (_gate) { }")]
    [InlineData("Lazy<SemaphoreSlim>", "lock (_gate) { }")]
    public Task OtherTypes_AreSilent(string type, string body) => Verify.Analyzer(Member(body, type));

    [Fact]
    public Task DerivedPrimitive_IsReported() => Verify.Analyzer("""
        class Gate : System.Threading.SemaphoreSlim { public Gate() : base(1) { } }
        class C { readonly Gate _gate = new(); void M() { lock ([|_gate|]) { } } }
        """);
}
