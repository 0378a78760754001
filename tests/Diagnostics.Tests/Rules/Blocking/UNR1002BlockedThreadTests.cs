using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Blocking;

namespace Unravel.Diagnostics.Tests.Rules.Blocking;

public sealed class UNR1002BlockedThreadTests
{
    [Fact]
    public void ThreadOfTheProgram_IsNamed()
    {
        var finding = Assert.Single(Assert.IsType<Verdict.Found>(Check(ThreadKind.Dedicated)).Findings);

        Assert.Equal(["1 thread is", "Shop.Load", "Shop.LoadAsync"], finding.Arguments);
        Assert.Equal("\"importer\" (#1) blocks at", finding.Evidence[0].Text);
        Assert.Equal([1], finding.Evidence[0].Threads);
    }

    [Theory]
    [InlineData(nameof(ThreadKind.Main))]
    [InlineData(nameof(ThreadKind.Pool))]
    [InlineData(nameof(ThreadKind.Finalizer))]
    [InlineData(nameof(ThreadKind.Runtime))]
    public void OtherThreads_AreNotThisRule(string kind) => Assert.IsType<Verdict.Clear>(Check(Enum.Parse<ThreadKind>(kind)));

    private static Verdict Check(ThreadKind kind) => new UNR1002BlockedThread().Check(Snapshots.Of()
        .Task("Shop.LoadAsync")
        .Thread("importer", blocksOn: "Shop.LoadAsync", at: "Shop.Load:12", kind: kind).Graph());
}
