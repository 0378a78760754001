using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4016WaitUnderSecondLockAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Monitor.Wait inside of two locks.</summary>
public sealed class UNR4016WaitUnderSecondLockTests
{
    private static string Member(string body) => $$"""
        using System;
        using System.Threading;

        class C
        {
            readonly object _a = new(), _b = new();
            static readonly object s_c = new();
            int _count;
            object Make() => _a;
            void M(object p) { {{body}} }
        }
        """;

    [Theory]
    [InlineData("lock (_a) { lock (_b) { while (_count == 0) { [|Monitor.Wait(_b)|]; } } }")]
    [InlineData("lock (_a) { lock (_b) { while (_count == 0) { [|Monitor.Wait(_a)|]; } } }")]
    [InlineData("lock (s_c) lock (_b) while (_count == 0) [|Monitor.Wait(_b)|];")]
    [InlineData("lock (this) { lock (_b) { if (_count == 0) { [|Monitor.Wait(_b, 100)|]; } } }")]
    [InlineData("lock (_a) { try { lock (_b) { while (_count == 0) { [|Monitor.Wait(_b)|]; } } } finally { } }")]
    [InlineData("lock (p) { lock (_b) { [|Monitor.Wait(_b)|]; } }")]
    [InlineData("lock (_a) { lock (_b) { lock (_b) { [|Monitor.Wait(_b)|]; } } }")]
    public Task SecondLock_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("lock (_a) { while (_count == 0) { Monitor.Wait(_a); } }")]
    [InlineData("lock (_a) { lock (_a) { Monitor.Wait(_a); } }")] // gives back all of it
    [InlineData("lock (_a) { } lock (_b) { Monitor.Wait(_b); }")]
    [InlineData("lock (_a) { lock (_b) { } Monitor.Wait(_a); }")]
    [InlineData("lock (_a) { Action f = () => { lock (_b) { Monitor.Wait(_b); } }; }")] // runs elsewhere
    [InlineData("lock (Make()) { lock (_b) { Monitor.Wait(_b); } }")] // perhaps the same
    [InlineData("lock (_a) { Monitor.Wait(_b); }")] // UNR4014
    [InlineData("lock (_a) { lock (_b) { Monitor.Pulse(_b); } }")]
    public Task OneLockOrUnsure_IsSilent(string body) => Verify.Analyzer(Member(body));
}
