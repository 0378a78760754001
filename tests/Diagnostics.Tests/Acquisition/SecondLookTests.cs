using Unravel.Diagnostics.Acquisition;
using Unravel.Diagnostics.Acquisition.Processes;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class SecondLookTests
{
    [Theory]
    [InlineData(390, 0, 0, 390)] // alone on a processor
    [InlineData(20, 370, 0, 390)] // never slept, on a busy machine
    [InlineData(20, 370, 1, 390)] // our own stop may count as one
    [InlineData(20, 370, 9, 20)] // sleeps, and queues when it wakes
    [InlineData(300, 90, 9, 390)] // waits for a collection now and then
    public void WaitingForAProcessor_CountsForWhomNeverSleeps(int ran, int queued, int sleeps, int busy)
    {
        var from = new ThreadTimes(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), 7);
        var to = new ThreadTimes(from.Ran + TimeSpan.FromMilliseconds(ran), from.Queued + TimeSpan.FromMilliseconds(queued), from.Sleeps + sleeps);

        Assert.Equal(TimeSpan.FromMilliseconds(busy), SecondLook.BusyBetween(from, to, TimeSpan.FromMilliseconds(400)));
    }
}
