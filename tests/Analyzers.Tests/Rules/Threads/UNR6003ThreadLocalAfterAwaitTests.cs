using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Threads.UNR6003ThreadLocalAfterAwaitAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Threads;

/// <summary>What a thread keeps, on both sides of an await.</summary>
public sealed class UNR6003ThreadLocalAfterAwaitTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            [ThreadStatic] static string? t_name;
            [ThreadStatic] static int t_depth;
            [ThreadStatic] static StringBuilder? t_buffer;
            static string? s_name;
            readonly ThreadLocal<int> _local = new();
            readonly AsyncLocal<int> _flow = new();
            static void Use(object? o) { }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("async Task M() { t_name = \"a\"; await Task.Yield(); Use([|t_name|]); }")]
    [InlineData("async Task M() { _local.Value = 1; await Task.Delay(1); Use([|_local.Value|]); }")]
    [InlineData("async Task M() { t_name = \"a\"; await Task.Delay(1).ConfigureAwait(false); Use([|C.t_name|]); }")]
    [InlineData("async Task M() { t_depth++; try { await Task.Yield(); } finally { [|t_depth|]--; } }")]
    [InlineData("async Task M(bool b) { t_name = \"a\"; if (b) { await Task.Yield(); } Use([|t_name|]); }")]
    [InlineData("async Task M() { t_name = \"a\"; for (;;) { Use([|t_name|]); await Task.Yield(); } }")]
    [InlineData("void M() { Func<Task> f = async () => { t_name = \"a\"; await Task.Yield(); Use([|t_name|]); }; }")]
    [InlineData("void M() { async Task F() { t_name = \"a\"; await Task.Yield(); Use([|t_name|]); } _ = F(); }")]
    public Task SetBeforeAndReadAfter_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("async Task M() { t_name = \"a\"; Use(t_name); await Task.Yield(); }")]
    [InlineData("async Task M() { await Task.Yield(); t_name = \"a\"; Use(t_name); }")]
    [InlineData("async Task M() { t_name = \"a\"; await Task.Yield(); t_name = \"b\"; Use(t_name); }")]
    [InlineData("async Task M() { t_name = \"a\"; t_name = null; await Task.Yield(); Use(t_name); }")]
    [InlineData("async Task M() { var name = t_name; await Task.Yield(); Use(name); }")]
    [InlineData("async Task M() { s_name = \"a\"; await Task.Yield(); Use(s_name); }")]
    [InlineData("async Task M() { _flow.Value = 1; await Task.Yield(); Use(_flow.Value); }")]
    [InlineData("async Task M() { t_buffer = new(); await Task.Yield(); var b = t_buffer ??= new(); Use(b); }")] // a cache of each thread
    [InlineData("async Task M() { t_buffer = new(); await Task.Yield(); if (t_buffer == null) { t_buffer = new(); } }")]
    [InlineData("void M() { t_name = \"a\"; Task.Run(async () => await Task.Yield()); Use(t_name); }")]
    [InlineData("async Task M() { Use(t_name); await Task.Yield(); Use(t_name); }")]
    public Task OnOneSideOrNotOfTheThread_IsSilent(string members) => Verify.Analyzer(Type(members));
}
