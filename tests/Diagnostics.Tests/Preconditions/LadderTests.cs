using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

public sealed class LadderTests
{
    [Fact]
    public void OrdinaryProcess_IsLookedAtInEveryWay() =>
        Assert.Equal([LookMode.Freeze, LookMode.Passive, LookMode.Dump, LookMode.Events, LookMode.Proc], Ways(Process()));

    [Fact]
    public void StoppedProcess_IsAskedForNothing() =>
        Assert.Equal([LookMode.Freeze, LookMode.Passive, LookMode.Proc], Ways(Process() with { IsStopped = true }));

    [Fact]
    public void ProcessHeldByItsTracer_IsReadOnly() =>
        Assert.Equal([LookMode.Passive, LookMode.Proc], Ways(Process() with { IsTracedStop = true, Attach = Denied(AttachObstacle.AlreadyTraced) }));

    [Fact]
    public void TracedProcess_IsReadBesideItsTracer() =>
        Assert.Equal([LookMode.Passive, LookMode.Dump, LookMode.Events, LookMode.Proc], Ways(Process() with { Attach = Denied(AttachObstacle.AlreadyTraced) }));

    [Fact]
    public void ProcessThatMayNotBeTraced_IsAsked() =>
        Assert.Equal([LookMode.Dump, LookMode.Events, LookMode.Proc], Ways(Process() with { Attach = Denied(AttachObstacle.MoreCapabilities) }));

    [Fact]
    public void ProcessWithoutSocket_IsNotAsked() =>
        Assert.Equal([LookMode.Freeze, LookMode.Passive, LookMode.Proc], Ways(Process() with { Listens = false }));

    [Theory]
    [InlineData(false, new[] { LookMode.Proc })]
    [InlineData(true, new[] { LookMode.Dump, LookMode.Events, LookMode.Proc })]
    internal void ProcessOfAnotherUser_IsAskedByRootOnly(bool isRoot, LookMode[] ways) =>
        Assert.Equal(ways, Ways(Process() with { Attach = Denied(AttachObstacle.OtherUser) }, isRoot));

    private static AttachRight Denied(AttachObstacle obstacle) => AttachRight.Denied(obstacle, "No.");

    private static LookMode[] Ways(ProcessInfo process, bool isRoot = false) =>
        [.. Ladder.Of(process, isRoot).Where(rung => rung.NotBecause is null).Select(rung => rung.Mode)];

    private static ProcessInfo Process() => new(7, "Shop", "10.0.12", "me", TimeSpan.Zero, 3, "Shop", AttachRight.Granted) { Listens = true };
}
