using System.Globalization;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Recording;

namespace Unravel.Diagnostics.Tests.Recording;

public sealed class BudgetMeterTests : IDisposable
{
    private const int Target = 7;

    private static readonly HashSet<uint> s_none = [];

    private readonly string _proc = Directory.CreateTempSubdirectory("unravel-meter-").FullName;
    private readonly BudgetMeter _meter;

    public BudgetMeterTests() => _meter = new BudgetMeter(new ProcFolder(_proc), Target);

    public void Dispose() => Directory.Delete(_proc, recursive: true);

    [Fact]
    public void WhatTheKernelCounts_IsTakenAsItIs()
    {
        Measure(run: 0, ready: 0, at: 0, Waiting("Bank._gate"));
        Measure(run: 3, ready: 1, at: 10, Waiting("Bank._gate"));

        var budget = _meter.Budget(s_none);
        Assert.Equal((Seconds(3), Seconds(1), Seconds(6)), (budget[TimeState.Running], budget[TimeState.Ready], budget[TimeState.Lock]));
    }

    [Fact]
    public void TheRest_IsSplitByTheLooks()
    {
        Measure(run: 0, ready: 0, at: 0, Waiting("Bank._gate"));
        Measure(run: 0, ready: 0, at: 4, Sleeping());
        Measure(run: 0, ready: 0, at: 8, Sleeping());
        Measure(run: 0, ready: 0, at: 12, Sleeping());

        var budget = _meter.Budget(s_none);
        Assert.Equal((Seconds(3), Seconds(9)), (budget[TimeState.Lock], budget[TimeState.Sleep]));
    }

    [Fact]
    public void ThreadThatNeverMoves_StandsByUnlessItWantsALock()
    {
        Measure(run: 0, ready: 0, at: 0, Sleeping());
        Measure(run: 0, ready: 0, at: 10, Sleeping());

        Assert.Equal(Seconds(10), _meter.Budget(s_none)[TimeState.StandingBy]);
        Assert.Equal(4001u, Assert.Single(_meter.Unmoved(s_none)));
    }

    [Fact]
    public void ThreadOfWhichEventsTell_DoesNotStandBy()
    {
        Measure(run: 0, ready: 0, at: 0, Sleeping());
        Measure(run: 0, ready: 0, at: 10, Sleeping());

        Assert.Equal(Seconds(10), _meter.Budget(new HashSet<uint> { 4001 })[TimeState.Sleep]);
        Assert.Empty(_meter.Unmoved(new HashSet<uint> { 4001 }));
    }

    [Fact]
    public void ThreadThatGetsAProcessorOften_DoesNotStandBy()
    {
        Measure(run: 0, ready: 0, at: 0, Reading(), turns: 100);
        Measure(run: 0, ready: 0, at: 10, Reading(), turns: 300);

        Assert.Equal(Seconds(10), _meter.Budget(s_none)[TimeState.InputOutput]);
        Assert.Empty(_meter.Unmoved(s_none));
    }

    [Fact]
    public void ThreadThatOnlyTheLooksWake_StandsBy()
    {
        Measure(run: 0, ready: 0, at: 0, Reading(), turns: 100);
        Measure(run: 0, ready: 0, at: 10, Reading(), turns: 108);

        Assert.Equal(Seconds(10), _meter.Budget(s_none)[TimeState.StandingBy]);
    }

    [Theory]
    [InlineData(0.05, 0)]
    [InlineData(0.5, 9.5)]
    public void ThreadThatWaitsForSignals_IsBusyOnlyWhenItRunsToo(double run, double signal)
    {
        Measure(run: 0, ready: 0, at: 0, Consuming());
        Measure(run: run, ready: 0, at: 10, Consuming());

        Assert.Equal(Seconds(signal), _meter.Budget(new HashSet<uint> { 4001 })[TimeState.Signal]);
    }

    [Fact]
    public void SignalInsideASocket_IsInputOutput()
    {
        var look = Consuming();
        var thread = look.Threads[0];
        look = look with { Threads = [thread with { Frames = [new Frame("SocketAsyncContext.PerformSyncOperation") { IsFramework = true, Namespace = "System.Net.Sockets" }, .. thread.Frames] }] };

        Assert.Equal(TimeState.InputOutput, ThreadStates.Of(look.Threads[0]));
        Assert.Equal(TimeState.Signal, ThreadStates.Of(thread));
    }

    private void Measure(double run, double ready, double at, ProcessSnapshot look, int turns = 17)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_proc, Target.ToString(CultureInfo.InvariantCulture), "task", "4001")).FullName;
        File.WriteAllText(Path.Combine(folder, "schedstat"), string.Create(CultureInfo.InvariantCulture, $"{run * 1e9:0} {ready * 1e9:0} {turns}\n"));
        _meter.Read(Seconds(at));
        _meter.Add(look);
    }

    private static ProcessSnapshot Waiting(string field) => Snapshots.Of().Thread("teller", wants: field, at: "Bank.Pay:7").Build();

    private static ProcessSnapshot Consuming() => Snapshots.Of().Thread("consumer", wait: WaitKind.WaitHandle, at: "Bank.Take:3").Build();

    private static ProcessSnapshot Reading()
    {
        var look = Snapshots.Of().Thread("reader", at: "Bank.Read:5").Build();
        return look with { Threads = [.. look.Threads.Select(thread => thread with { NativeState = 'S' })] };
    }

    private static ProcessSnapshot Sleeping() => Snapshots.Of().Thread("teller", wait: WaitKind.Sleep, at: "Bank.Rest:9", activity: ThreadActivity.Sleeping).Build();

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
