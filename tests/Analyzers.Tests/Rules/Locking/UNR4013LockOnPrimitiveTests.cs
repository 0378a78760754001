using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4013LockOnPrimitiveAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4013LockOnPrimitiveFix>;

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

    [Fact]
    public Task HiddenLock_IsCalled() => Verify.Fix(
        Gate("private readonly object _gate = new Lock();", """
            bool M()
                {
                    Monitor.Enter([|_gate|]);
                    Monitor.Exit(_gate);
                    lock (_gate) { }
                    return Monitor.TryEnter([|this._gate|], 10) && Monitor.TryEnter([|_gate|]);
                }
            """),
        Gate("private readonly Lock _gate = new Lock();", """
            bool M()
                {
                    _gate.Enter();
                    _gate.Exit();
                    lock (_gate) { }
                    return this._gate.TryEnter(10) && _gate.TryEnter();
                }
            """));

    [Fact]
    public Task PrivatePrimitive_GetsALockBesideIt() => Verify.Fix(
        Gate("private readonly SemaphoreSlim _slots = new(4);", """
            void M()
                {
                    // one at a time
                    lock ([|_slots|])
                    {
                        _slots.Release();
                    }

                    lock ([|this._slots|]) { }
                }

                void Wait() => _slots.Wait();
            """),
        Gate("private readonly Lock _gate = new Lock();\n\n    private readonly SemaphoreSlim _slots = new(4);", """
            void M()
                {
                    // one at a time
                    lock (_gate)
                    {
                        _slots.Release();
                    }

                    lock (_gate) { }
                }

                void Wait() => _slots.Wait();
            """));

    [Fact]
    public Task MonitorCallsOfAPrimitive_MoveTogether() => Verify.Fix(
        Gate("static readonly ManualResetEventSlim s_ready = new();", "void M() { Monitor.Enter([|s_ready|]); Monitor.PulseAll(s_ready); Monitor.Exit(s_ready); s_ready.Set(); }\n    static void N() { lock ([|s_ready|]) { } }"),
        Gate("private static readonly object s_gate = new object();\n\n    static readonly ManualResetEventSlim s_ready = new();", "void M() { Monitor.Enter(s_gate); Monitor.PulseAll(s_gate); Monitor.Exit(s_gate); s_ready.Set(); }\n    static void N() { lock (s_gate) { } }"));

    /// <summary>Somebody else may lock the same object.</summary>
    [Theory]
    [InlineData("public readonly Mutex _gate = new();", "void M() { lock ([|_gate|]) { } }")]
    [InlineData("Mutex _gate = new();", "void M() { lock ([|_gate|]) { } }")]
    [InlineData("readonly Mutex _gate = new();", "void M() { lock ([|_gate|]) { } } void N() { Give(_gate); } void Give(object gate) { }")]
    [InlineData("readonly Mutex _gate = new();", "void M() { lock ([|_gate|]) { } var gate = _gate; lock ([|gate|]) { } }")]
    [InlineData("readonly object _gate = new Lock();", "void M() { Monitor.Enter([|_gate|]); Give(_gate); } void Give(object gate) { }")]
    [InlineData("readonly object _gate = new Lock();", "void M() { Monitor.Enter([|_gate|]); Monitor.Pulse(_gate); }")]
    [InlineData("readonly int _n = 1;", "void M() { var gate = new Mutex(); Action a = () => { lock ([|gate|]) { } }; }")]
    public Task ObjectThatOthersMayLock_IsNotRepaired(string field, string members) => Verify.NoFix(Gate(field, members));

    private static string Gate(string field, string members) => $$"""
        #pragma warning disable CS9216
        using System;
        using System.Threading;

        class Gate
        {
            {{field}}

            {{members}}
        }
        """;
}
