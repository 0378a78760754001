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
    [InlineData("Running=2 Ready=8", "short of processors: 80 %")]
    [InlineData("Running=3 Lock=2 Task=2 InputOutput=2 Signal=1", "mixed: running 30 %, locks 20 %, tasks 20 %, I/O 20 %")]
    [InlineData("StandingBy=10 Idle=40 Running=0.1", "idle: ")]
    public void WhatTakesMostOfTheActiveTime_Limits(string seconds, string said) =>
        Assert.StartsWith(said, Approach.Of(Recorded(seconds)), StringComparison.Ordinal);

    private static Recorded Recorded(string seconds) => new(new TargetInfo { ProcessId = 1, Name = "Shop" }, default, TimeSpan.FromSeconds(10), Processors: 2)
    {
        Budget = seconds.Split(' ').Select(part => part.Split('=')).Aggregate(
            TimeBudget.Empty,
            (budget, part) => budget.Add(Enum.Parse<TimeState>(part[0]), TimeSpan.FromSeconds(double.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture)))),
    };
}
