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

        // The pool counts a worker before it starts its thread, and this one gets new workers all the time.
        Assert.InRange(report.Snapshot.Pool!.Workers, workers.Length, workers.Length + 1);
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

    [Fact(Timeout = Deadlines.Short)]
    public async Task EveryWaitOfAThread_IsNamedByItsField()
    {
        var snapshot = (await LookAsync("every-wait")).Snapshot;

        string Waited(string thread) => snapshot.Threads.Single(item => item.Name == thread).Wait switch
        {
            { Waitable: { } only } => Name(only),
            { Several: var several } => string.Join(',', several.Select(Name)),
            null => "none",
        };
        string Name(int index) => snapshot.Waitables[index].Field ?? "no field";
        Assert.Equal(
            [
                "_key", "_track", "_whistle", "_signal", "_whistle,_signal", "_whistle,_signal", "_doors", "_crew",
                "_light", "_news", "_platform", "_arriving", "_leaving", "_arriving,_express", "_closing",
            ],
            new[]
            {
                "mutex", "semaphore", "auto-event", "manual-event", "any", "all", "countdown", "barrier",
                "slim-event", "pulse", "slim-semaphore", "taker", "adder", "taker-of-any", "token",
            }.Select(thread => Waited(thread).Replace("Station.", "", StringComparison.Ordinal)));
        Assert.NotNull(Assert.Single(snapshot.Waitables, waitable => waitable.Field == "Station._key").OwnerUnknownBecause);
    }

    [Fact(Timeout = Deadlines.Short)]
    public async Task EveryEndOfAChain_IsNamed()
    {
        var snapshot = (await LookAsync("every-await")).Snapshot;

        string EndOf(string method)
        {
            var tasks = snapshot.Tasks;
            var row = Enumerable.Range(0, tasks.Count).First(row => tasks[row].Shape.Name == method);
            return Phrases.OfLeaf(snapshot, row);
        }

        const string Answer = "the Task<int> of Office._answer that somebody has to complete";
        Assert.Equal(
            [Answer, Answer, Answer, Answer, Answer, Answer, Answer, "Office._orders", "Office._orders", "Office._letters", "Office._desk", "Office._clock, a PeriodicTimer", "Office._bell, a Doorbell"],
            new[] { "AnswerAsync", "AnswerInTimeAsync", "PoolAsync", "CountAsync", "AllAsync", "AnyAsync", "ThenAsync", "ReadAsync", "ReadAllAsync", "WriteAsync", "TakeDeskAsync", "TickAsync", "RingAsync" }
                .Select(method => EndOf($"Office.{method}")));
        Assert.Equal(Answer, EndOf("async void Office.Notify"));
        Assert.StartsWith("a timer, ", EndOf("Office.RestAsync"), StringComparison.Ordinal);
        Assert.Matches(@"^socket 127\.0\.0\.1:\d+, an operation of a Socket$", EndOf("Office.AcceptAsync"));
        Assert.Matches(@"^socket 127\.0\.0\.1:\d+ -> 127\.0\.0\.1:\d+, an operation of a Socket$", EndOf("Office.ListenAsync"));
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
