using Unravel.Diagnostics.Acquisition.Capturing;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class ChainEndsTests
{
    [Fact]
    public void Chain_EndsWhereWhatIsAwaitedStandsAtNoAwait() =>
        Assert.Equal([2, 2, 2, ChainEnds.None], ChainEnds.Of([1, 2, 3, -1], [11, 12, 13, 0]));

    [Fact]
    public void ChainToAnObjectThatIsNoTask_EndsAtItsLastRow() =>
        Assert.Equal([1, 1], ChainEnds.Of([1, -1], [11, 99]));

    [Fact]
    public void RingAndWhoLeadsIntoIt_HaveNoEnd() =>
        Assert.Equal([-1, -1, -1], ChainEnds.Of([1, 2, 1], [11, 12, 11]));

    [Fact]
    public void RowAtNoAwait_DoesNotPassItsEndOn() =>
        Assert.Equal([ChainEnds.None, 2, 2], ChainEnds.Of([1, 2, -1], [0, 12, 99]));

    [Fact]
    public void AnyGraph_IsAsIfEachChainWereFollowed()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var count = random.Next(1, 12);
            var awaits = Enumerable.Range(0, count).Select(_ => random.Next(-1, count)).ToArray();
            var awaited = awaits.Select(_ => (ulong)random.Next(0, 3)).ToArray();

            Assert.Equal(Enumerable.Range(0, count).Select(row => Followed(row, awaits, awaited)), ChainEnds.Of(awaits, awaited));
        }
    }

    private static int Followed(int row, int[] awaits, ulong[] awaited)
    {
        if (awaited[row] == 0)
        {
            return ChainEnds.None;
        }

        for (var steps = 0; steps <= awaits.Length; steps++)
        {
            if (awaits[row] < 0 || awaited[awaits[row]] == 0)
            {
                return row;
            }

            row = awaits[row];
        }

        return ChainEnds.None;
    }
}
