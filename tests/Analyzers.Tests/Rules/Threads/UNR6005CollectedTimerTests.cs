using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Threads.UNR6005CollectedTimerAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Threads;

/// <summary>Timers that nobody keeps.</summary>
public sealed class UNR6005CollectedTimerTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            Timer? _timer;
            readonly List<Timer> _all = new();
            void Tick(object? o) { }
            static void Use(object? o) { }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() { var t = [|new Timer(Tick, null, 0, 1000)|]; }")]
    [InlineData("void M() { var t = [|new Timer(_ => Use(1), null, TimeSpan.Zero, TimeSpan.FromSeconds(1))|]; Use(2); }")]
    [InlineData("void M() { _ = [|new Timer(Tick, null, 0, 1000)|]; }")]
    [InlineData("void M() { var t = [|new Timer(Tick, null, Timeout.Infinite, Timeout.Infinite)|]; t.Change(0, 1000); }")]
    [InlineData("void M() { Timer t; t = [|new Timer(Tick, null, 0, 1000)|]; }")]
    [InlineData("async Task M() { var t = [|new Timer(Tick, null, 0, 1000)|]; await Task.Delay(10); }")]
    [InlineData("public C() { var t = [|new Timer(Tick, null, 100, Timeout.Infinite)|]; }")]
    public Task TimerThatNobodyKeeps_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("void M() { _timer = new Timer(Tick, null, 0, 1000); }")]
    [InlineData("void M() { var t = new Timer(Tick, null, 0, 1000); _timer = t; }")]
    [InlineData("void M() { var t = new Timer(Tick, null, 0, 1000); _all.Add(t); }")]
    [InlineData("void M() { using var t = new Timer(Tick, null, 0, 1000); Use(1); }")]
    [InlineData("void M() { using (var t = new Timer(Tick, null, 0, 1000)) { Use(1); } }")]
    [InlineData("async Task M() { await using var t = new Timer(Tick, null, 0, 1000); await Task.Delay(10); }")]
    [InlineData("void M() { var t = new Timer(Tick, null, 0, 1000); Use(1); t.Dispose(); }")]
    [InlineData("void M() { var t = new Timer(Tick, null, 0, 1000); GC.KeepAlive(t); }")]
    [InlineData("Timer M() { var t = new Timer(Tick, null, 0, 1000); return t; }")]
    [InlineData("Timer M() => new Timer(Tick, null, 0, 1000);")]
    [InlineData("void M() { Timer? t = null; t = new Timer(_ => t!.Dispose(), null, 100, Timeout.Infinite); }")]
    [InlineData("void M() { var t = new Timer(Tick); t.Change(0, 1000); }")] // its own state
    [InlineData("void M() { var t = new Timer(Tick, null, 0, 1000); Console.ReadLine(); }")]
    [InlineData("void M() { var t = new Timer(Tick, null, 0, 1000); Thread.Sleep(-1); }")]
    [InlineData("void M() { var t = new Timer(Tick, null, 0, 1000); while (true) { Use(1); } }")]
    [InlineData("void M() { var t = new System.Timers.Timer(1000); t.Start(); }")] // keeps itself while it is on
    public Task TimerThatIsKept_IsSilent(string members) => Verify.Analyzer(Type(members));
}
