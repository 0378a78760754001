using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Rendering;

public sealed class TextThreadsTests
{
    [Fact]
    public void WorkersWithOneStack_AreOneEntry()
    {
        var lines = Written.Lines(Snapshots.Of().Threads(5, "w", wait: WaitKind.Task, at: "Shop.Load:9", kind: ThreadKind.Pool).Report());

        Assert.Contains("  5 x pool worker  blocks on a task", lines);
        Assert.Single(lines, line => line == "    Shop.Load  Shop.cs:9");
    }

    [Fact]
    public void ThreadsOfTheirOwnThatAreAlike_AreNamedUpToThree()
    {
        var few = Written.Lines(Snapshots.Of().Threads(3, "T", wait: WaitKind.Barrier, at: "Shop.Meet:1").Report());
        var many = Snapshots.Of().Threads(40, "T", wait: WaitKind.Barrier, at: "Shop.Meet:1").Report();

        Assert.Equal(3, few.Count(line => line.EndsWith("  waits in Barrier", StringComparison.Ordinal)));
        Assert.Single(Written.Lines(many), line => line == "  40 x thread, \"T 0\" (#1) and 39 more  waits in Barrier");
        Assert.Single(Written.Lines(many), line => line == "    Shop.Meet  Shop.cs:1");
        Assert.Contains("  \"T 39\" (#40)  waits in Barrier  OS thread 4040", Written.Lines(many, verbose: true));
    }

    [Fact]
    public void ThreadsOfWhichOnlyTheNameIsKnown_AreNamed()
    {
        var report = Snapshots.Of().Threads(40, "T", wait: WaitKind.Barrier, at: "Shop.Meet:1").Report();
        var lines = Written.Lines(report with { Snapshot = report.Snapshot with { Threads = [.. report.Snapshot.Threads.Select(thread => thread with { Frames = [], Wait = null })] } });

        Assert.Contains(lines, line => line.StartsWith("  \"T 3\" (#4)", StringComparison.Ordinal));
    }

    [Fact]
    public void LockLines_StandAtTheirFrames()
    {
        var lines = Written.Lines(Situations.LockOrder.Report());
        var at = Array.IndexOf(lines, "    Bank.Transfer  Bank.cs:42");

        Assert.Equal("      - waiting for Bank._ledger, held by \"audit\" (#3)", lines[at + 1]);
        Assert.Equal(["    Bank.Run  Bank.cs:20", "      - holds Bank._accounts"], lines[(at + 2)..(at + 4)]);
    }

    [Fact]
    public void ThreadsOfTheRuntime_AreHiddenAndCounted()
    {
        var report = Snapshots.Of().Thread("A").Thread("f", kind: ThreadKind.Finalizer).Thread("r", kind: ThreadKind.Runtime).Thread("t", kind: ThreadKind.Timer)
            .Threads(2, "i", kind: ThreadKind.Pool, activity: ThreadActivity.Idle).Report();

        Assert.Contains("Threads (6)  2 idle pool workers, 3 of the runtime not shown", Written.Lines(report));
        Assert.Contains("Threads (6)  2 idle pool workers", Written.Lines(report, verbose: true));
    }

    [Fact]
    public void ManyDifferentThreads_AreCutUnlessAllAreWanted()
    {
        var snapshots = Snapshots.Of();
        for (var i = 0; i < 40; i++)
        {
            snapshots.Thread($"T {i}", wait: WaitKind.Barrier, at: $"Shop.Meet:{i + 1}");
        }

        var report = snapshots.Report();
        Assert.Contains("  ... and 28 more threads; --verbose shows all", Written.Lines(report));
        Assert.Contains("  \"T 39\" (#40)  waits in Barrier  OS thread 4040", Written.Lines(report, verbose: true));
    }

    [Fact]
    public void Verbose_ShowsFullPathsAndFramesOfTheFramework()
    {
        var frames = Enumerable.Range(1, 20).Select(i => new Frame($"Shop.Deep{i}") { Line = new SourceLine("/src/Shop.cs", i) })
            .Prepend(new Frame("Thread.Sleep") { IsFramework = true }).Prepend(new Frame("Thread.SleepInternal") { IsFramework = true });
        var snapshot = Snapshots.Of().Thread("A").Build();
        var report = Diagnostics.Rules.RuntimeRules.Check(snapshot with { Threads = [snapshot.Threads[0] with { Frames = [.. frames] }] });

        var brief = Written.Lines(report);
        var full = Written.Lines(report, verbose: true);

        Assert.DoesNotContain("    Thread.SleepInternal", brief);
        Assert.Contains("    Thread.Sleep", brief);
        Assert.DoesNotContain("    Shop.Deep20  Shop.cs:20", brief);
        Assert.Contains("    Thread.SleepInternal", full);
        Assert.Contains("    Shop.Deep20  /src/Shop.cs:20", full);
    }

    [Theory]
    [InlineData(true, "all of Mill._grain, Mill._stop")]
    [InlineData(false, "any of Mill._grain, Mill._stop")]
    [InlineData(null, "any or all of Mill._grain, Mill._stop")]
    public void ThreadThatWaitsForSeveral_NamesThemAll(bool? needsAll, string named)
    {
        var snapshot = Snapshots.Of().Thread("miller", wait: WaitKind.WaitHandle, at: "Mill.Grind:9").Lock("Mill._grain", WaitableKind.WaitHandle).Lock("Mill._stop", WaitableKind.WaitHandle).Build();
        var miller = snapshot.Threads[0];
        var report = Diagnostics.Rules.RuntimeRules.Check(snapshot with { Threads = [miller with { Wait = miller.Wait! with { Several = [0, 1], NeedsAll = needsAll } }] });

        Assert.Contains($"  \"miller\" (#1)  waits for {named}", Written.Lines(report));
    }

    [Fact]
    public void MutexOfAnUnknownOwner_IsSaidToBeSo()
    {
        var snapshot = Snapshots.Of().Thread("miller", wants: "Mill._key", at: "Mill.Open:9").Lock("Mill._key", WaitableKind.WaitHandle, ownerUnknown: "it is not stored").Build();
        var lines = Written.Lines(Diagnostics.Rules.RuntimeRules.Check(snapshot with { Waitables = [snapshot.Waitables[0] with { TypeName = "Mutex" }] }));

        Assert.Contains("      - waiting for Mill._key, by whom it is held is not known: it is not stored", lines);
    }

    [Fact]
    public void Verbose_ShowsStateAndProcessorTime()
    {
        var snapshot = Snapshots.Of().Thread("miller", wants: "Mill._key", at: "Mill.Open:9").Thread("timer", kind: ThreadKind.Runtime).Build();
        var report = Diagnostics.Rules.RuntimeRules.Check(snapshot with
        {
            Threads = [snapshot.Threads[0] with { NativeState = 'S', ProcessorTime = TimeSpan.FromSeconds(1.23) }, snapshot.Threads[1]],
        });

        Assert.Contains("  \"miller\" (#1)  waits for Mill._key  OS thread 4001, sleeps, 1.2 s of processor time", Written.Lines(report, verbose: true));
        Assert.Contains("  thread #2  runs  OS thread 4002 of the runtime", Written.Lines(report, verbose: true));
    }

    [Fact]
    public void WhoCouldSignal_IsNamedWhenEverythingIsShown()
    {
        var snapshot = Snapshots.Of().Thread("miller", wants: "Mill._grain", at: "Mill.Grind:9").Lock("Mill._grain", WaitableKind.Event).Thread("feeder").Build();
        var report = Diagnostics.Rules.RuntimeRules.Check(snapshot with
        {
            Waitables = [snapshot.Waitables[0] with { Candidates = [new Candidate(2, null, "Mill.Feed"), new Candidate(null, 0, "Mill.OrderAsync")] }],
        });

        Assert.Contains("        could be set by \"feeder\" (#2) in Mill.Feed, or Mill.OrderAsync", Written.Lines(report, verbose: true));
        Assert.DoesNotContain(Written.Lines(report), line => line.Contains("could be", StringComparison.Ordinal));
    }
}
