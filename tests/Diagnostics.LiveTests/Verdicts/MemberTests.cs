using Unravel.Catalog;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>Who takes part in a fault, asked of the worker's snapshot: finer than the printed report.</summary>
public sealed class MemberTests(HangsFixture hangs)
{
    [Theory(Timeout = Deadlines.Short)]
    [InlineData("lock-order", "auditor,teller", "statement-printer", 2)]
    [InlineData("lock-order-lock", "baker,chiller,mixer", "", 3)]
    public async Task LockCycle_IsMadeOfItsMembersOnly(string verb, string members, string queued, int locks)
    {
        var report = await LookAsync(verb);

        var finding = Assert.Single(report.Findings);
        Assert.Equal((RuleIds.LockOrder, Certainty.Proof), (finding.RuleId, finding.Certainty));
        Assert.Equal(members, Names(report, finding.Evidence.SelectMany(evidence => evidence.Threads)));
        Assert.Equal(queued, Names(report, finding.Bystanders));
        Assert.Equal($"{locks} locks", finding.Arguments[1]);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task Starvation_CountsEveryWorker()
    {
        var report = await LookAsync("starvation");

        var workers = report.Snapshot.Threads.Where(thread => thread.Kind == ThreadKind.Pool).Select(thread => thread.Id).ToArray();
        var starved = Assert.Single(report.Findings, finding => finding.RuleId == RuleIds.PoolStarvation);
        var blocked = starved.Evidence.SelectMany(evidence => evidence.Threads).ToArray();
        Assert.Equal(workers.Length, report.Snapshot.Pool!.Workers);
        Assert.Subset(workers.ToHashSet(), blocked.ToHashSet());
        Assert.InRange(report.Snapshot.Pool.Queued!.Value, 2500, 6000);
        Assert.Equal("Task.Run(Shop.Handle)", report.Snapshot.Pool.Work[0].Method);
        Assert.InRange(report.Snapshot.Pool.Work[0].Count, 2000, report.Snapshot.Pool.Queued.Value);
        Assert.NotNull(report.Snapshot.Pool.SinceLastDequeue);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task BlockedThread_IsTheOneThatBlocks()
    {
        var report = await LookAsync("sync-over-async");

        var finding = Assert.Single(report.Findings);
        Assert.Equal("report-printer", Names(report, finding.Evidence.SelectMany(evidence => evidence.Threads)));
        Assert.Empty(finding.Bystanders);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task WaitThatSomebodyCanEnd_NamesHim()
    {
        var report = await LookAsync("waiting-consumer");

        string Through(string field) => Assert.Single(Assert.Single(report.Snapshot.Waitables, waitable => waitable.Field == field).Candidates).Through;
        Assert.Equal("Ticker.RunAsync.lambda, run by a timer", Through("Ticker._ticks"));
        Assert.Equal("whoever uses Newsroom.s_pages", Through("Newsroom.s_pages"));
        Assert.Equal(1, report.Snapshot.Pool!.Timers);
        Assert.NotNull(report.Snapshot.Pool.NextTimer);
    }

    private async Task<Report> LookAsync(string verb)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var target = await Target.StartAsync(hangs.Programs, verb, cancellation);
        return RuntimeRules.Check(await WorkerRun.LookAsync(target.Id, cancellation));
    }

    private static string Names(Report report, IEnumerable<int> threads) =>
        string.Join(',', threads.Select(id => report.Snapshot.Threads.Single(thread => thread.Id == id).Name).Order(StringComparer.Ordinal));
}
