using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Blocking;

namespace Unravel.Diagnostics.Tests.Rules.Blocking;

public sealed class UNR1008InitialisationCycleTests
{
    [Fact]
    public void StaticConstructorThatJoinsAThreadThatNeedsTheClass_IsAProof()
    {
        var finding = Assert.Single(Found(Settings()
            .Thread("host", holds: "Settings", joins: "loader", at: "Settings.Settings:39")
            .Thread("loader", wants: "Settings", at: "Settings.Add:42", holdsAt: "Loader.Load:52")
            .Thread("guest", wants: "Settings")));

        Assert.Equal(["Settings", "its"], finding.Arguments);
        Assert.Equal(Certainty.Proof, finding.Certainty);
        Assert.Equal(
        [
            "\"host\" (#1) initialises Settings and waits for the end of \"loader\" (#2)",
            "\"loader\" (#2) waits for the initialisation of Settings, run by \"host\" (#1)",
        ], finding.Evidence.Select(item => item.Text));
        Assert.Equal(["waits at Settings.Add", "called at Loader.Load"], finding.Evidence[1].Frames.Select(frame => $"{frame.What} {frame.Frame.Method}"));
        Assert.Equal([3], finding.Bystanders);
    }

    [Fact]
    public void StaticConstructorThatBlocksOnATaskOfItsOwnClass_IsARing()
    {
        var finding = Assert.Single(Found(Settings()
            .Task("Task.Run(Settings.Load)", kind: TaskKind.Delegate)
            .Thread("host", holds: "Settings", blocksOn: "Task.Run(Settings.Load)")
            .Thread("worker", kind: ThreadKind.Pool, wants: "Settings", runs: "Task.Run(Settings.Load)")));

        Assert.Equal("\"host\" (#1) initialises Settings and waits for the task of Task.Run(Settings.Load), run by pool worker (#2)", finding.Evidence[0].Text);
    }

    [Fact]
    public void LazyValuesThatNeedEachOther_AreOneFinding()
    {
        var finding = Assert.Single(Found(Snapshots.Of()
            .Lock("Shop._articles", WaitableKind.Lazy).Lock("Shop._prices", WaitableKind.Lazy)
            .Thread("A", holds: "Shop._articles", wants: "Shop._prices").Thread("B", holds: "Shop._prices", wants: "Shop._articles")));

        Assert.Equal("their", finding.Arguments[1]);
        Assert.Equal("\"A\" (#1) makes Shop._articles and waits for Shop._prices, made by \"B\" (#2)", finding.Evidence[0].Text);
    }

    [Fact]
    public void StaticConstructorAndALock_MakeARingTogether() =>
        Assert.Equal(["Settings", "its"], Assert.Single(Found(Settings()
            .Thread("A", holds: "Settings", wants: "x").Thread("B", holds: "x", wants: "Settings"))).Arguments);

    [Fact]
    public void WaitThatIsInferred_MakesTheFindingInferred() =>
        Assert.Equal("its code", Assert.Single(Found(Settings()
            .Thread("A", holds: "Settings", joins: "B").Thread("B", wants: "Settings", waitInferredFrom: "its code"))).InferredFrom);

    [Fact]
    public void SlowStaticConstructor_IsClear() =>
        Assert.IsType<Verdict.Clear>(Check(Settings().Thread("A", holds: "Settings").Thread("B", wants: "Settings")));

    [Fact]
    public void RingOfLocks_IsAnotherFault() =>
        Assert.IsType<Verdict.Clear>(Check(Snapshots.Of().Thread("A", holds: "x", wants: "y").Thread("B", holds: "y", wants: "x")));

    [Fact]
    public void ClassThatCouldNotBeIdentified_IsSaid() =>
        Assert.Equal("1 thread waits for an initialisation that could not be identified", Assert.IsType<Verdict.CannotTell>(
            Check(Settings().Thread("A", holds: "Settings").Thread("B", wait: WaitKind.TypeInitializer))).Because);

    private static Snapshots Settings() => Snapshots.Of().Lock("Settings", WaitableKind.TypeInitializer);

    private static Verdict Check(Snapshots snapshot) => new UNR1008InitialisationCycle().Check(snapshot.Graph());

    private static IReadOnlyList<Finding> Found(Snapshots snapshot) => Assert.IsType<Verdict.Found>(Check(snapshot)).Findings;
}
