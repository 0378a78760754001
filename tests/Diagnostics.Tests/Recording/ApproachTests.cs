using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Tests.Recording;

public sealed class ApproachTests
{
    [Theory]
    [InlineData("Running=19", "CPU-bound: its 2 processors were busy for 95 % of the time")]
    [InlineData("Running=2 Lock=8", "lock-bound: 80 % of its active time")]
    [InlineData("Running=2 Task=8 StandingBy=50 Idle=90", "bound by blocking: 80 % of its active time")]
    [InlineData("Running=2 InputOutput=8", "I/O-bound: 80 %")]
    [InlineData("Running=2 Signal=8", "bound by signals: 80 %")]
    [InlineData("Running=2 Sleep=8", "bound by sleeping: 80 %")]
    [InlineData("Running=2 Ready=8", "CPU-bound, and short of processors: 100 % of its active time threads ran or could have run, and for 80 % they found no processor")]
    [InlineData("Running=9 Sleep=1 StandingBy=20", "CPU-bound: 90 % of its active time threads ran, on 0.9 of 2 processors; quicker code helps, and so does spreading the work")]
    [InlineData("Running=3 Lock=2 Task=2 InputOutput=2 Signal=1", "mixed: running 30 %, locks 20 %, tasks 20 %, I/O 20 %")]
    [InlineData("StandingBy=10 Idle=40 Running=0.1", "idle: ")]
    [InlineData("StandingBy=10 Running=0.5 Ready=3", "idle: ")]
    [InlineData("StandingBy=10 Running=0.5 Ready=9", "CPU-bound, and short of processors: ")]
    public void WhatTakesMostOfTheActiveTime_Limits(string seconds, string said) =>
        Assert.StartsWith(said, Approach.Of(Recorded(seconds)), StringComparison.Ordinal);

    [Fact]
    public void AsyncProgram_IsIdleWithPendingTasks() =>
        Assert.Equal("idle: its threads had next to nothing to do; 40 tasks are pending, and a look tells what they wait for", Approach.Of(Recorded("Idle=40") with { PendingTasks = 40 }));

    private static Recorded Recorded(string seconds) => new(new TargetInfo { ProcessId = 1, Name = "Shop" }, default, TimeSpan.FromSeconds(10), Processors: 2)
    {
        Budget = seconds.Split(' ').Select(part => part.Split('=')).Aggregate(
            TimeBudget.Empty,
            (budget, part) => budget.Add(Enum.Parse<TimeState>(part[0]), TimeSpan.FromSeconds(double.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture)))),
    };
}
