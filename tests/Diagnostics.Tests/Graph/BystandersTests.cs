using Unravel.Diagnostics.Graph;

namespace Unravel.Diagnostics.Tests.Graph;

public sealed class BystandersTests
{
    [Fact]
    public void ThreadThatWantsALockOfTheRing_QueuesBehindIt() => AssertBehind([3], Ring().Thread("C", wants: "x"));

    [Fact]
    public void ThreadBehindAnotherBystander_QueuesToo() =>
        AssertBehind([3, 4], Ring().Thread("C", holds: "c", wants: "x").Thread("D", wants: "c"));

    [Fact]
    public void ChainOfThree_IsFollowedFromEitherEnd() =>
        AssertBehind([3, 4, 5], Ring().Thread("E", wants: "d").Thread("C", holds: "c", wants: "y").Thread("D", holds: "d", wants: "c"));

    [Fact]
    public void ThreadThatJoinsAMember_QueuesToo() => AssertBehind([3], Ring().Thread("C", joins: "A"));

    [Fact]
    public void OtherThreads_DoNotQueue() =>
        AssertBehind([], Ring().Thread("C", holds: "c").Thread("D", wants: "c").Thread("E").Task("T").Thread("F", blocksOn: "T"));

    [Fact]
    public void MemberOfAnotherRing_DoesNotQueue() =>
        AssertBehind([], Ring().Thread("C", holds: "c", wants: "d").Thread("D", holds: "d", wants: "c"));

    private static Snapshots Ring() => Snapshots.Of().Thread("A", holds: "x", wants: "y").Thread("B", holds: "y", wants: "x");

    private static void AssertBehind(int[] threads, Snapshots snapshot)
    {
        var graph = snapshot.Graph();

        Assert.Equal(threads, Bystanders.Of(graph, Cycles.Find(graph)[0]));
    }
}
