using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Threads.UNR6006OverlappingTimerAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Threads;

/// <summary>Periodic timers whose callback takes long.</summary>
public sealed class UNR6006OverlappingTimerTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            Timer? _timer;
            int _in;
            readonly object _gate = new();
            readonly System.Timers.Timer _component = new(1000);
            Task Load() => Task.CompletedTask;
            async void Tick(object? o) { await Load(); }
            async void Guarded(object? o) { if (Interlocked.Exchange(ref _in, 1) == 1) return; await Load(); _in = 0; }
            async void Again(object? o) { await Load(); _timer!.Change(1000, -1); }
            void Short(object? o) { _in++; }
            async void OnElapsed(object? s, EventArgs e) { await Load(); }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() { _timer = new Timer([|Tick|], null, 0, 1000); }")]
    [InlineData("void M() { _timer = new Timer([|Tick|], null, TimeSpan.Zero, TimeSpan.FromSeconds(1)); }")]
    [InlineData("void M() { _timer = new Timer([|new TimerCallback(Tick)|], null, 0, 1000); }")]
    [InlineData("void M() { _timer = new Timer([|_ => Load().Wait()|], null, 0, 1000); }")]
    [InlineData("void M() { _component.Elapsed += [|async (s, e) => await Load()|]; }")]
    [InlineData("void M() { _component.Elapsed += [|OnElapsed|]; }")]
    public Task CallbackThatCanOutlastThePeriod_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("void M() { _timer = new Timer(Tick, null, 1000, Timeout.Infinite); }")]
    [InlineData("void M() { _timer = new Timer(Tick, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan); }")]
    [InlineData("void M() { _timer = new Timer(Guarded, null, 0, 1000); }")]
    [InlineData("void M() { _timer = new Timer(Again, null, 0, 1000); }")]
    [InlineData("void M() { _timer = new Timer(Short, null, 0, 1000); }")]
    [InlineData("void M() { _timer = new Timer(async _ => await Load(), null, 0, 1000); }")] // UNR2003
    [InlineData("void M() { _timer = new Timer(_ => { if (!Monitor.TryEnter(_gate)) return; try { Load().Wait(); } finally { Monitor.Exit(_gate); } }, null, 0, 1000); }")]
    [InlineData("void M() { _component.AutoReset = false; _component.Elapsed += async (s, e) => await Load(); }")]
    [InlineData("void M() { _component.Elapsed += async (s, e) => { _component.Stop(); await Load(); _component.Start(); }; }")]
    [InlineData("void M() { _component.Elapsed += (s, e) => _in++; }")]
    [InlineData("void M() { _component.Elapsed -= OnElapsed; }")]
    public Task OnceOrGuardedOrShort_IsSilent(string members) => Verify.Analyzer(Type(members));
}
