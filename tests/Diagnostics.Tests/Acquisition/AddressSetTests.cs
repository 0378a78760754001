using Unravel.Diagnostics.Acquisition.Capturing;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class AddressSetTests
{
    [Fact]
    public void EmptySet_HoldsNothing()
    {
        var set = new AddressSet();

        Assert.True(set.IsEmpty);
        Assert.False(set.Contains(0));
        Assert.Equal(-1, set.IndexIn([0, 1, ulong.MaxValue], 0));
    }

    [Fact]
    public void Addresses_AreContainedAndNeverDenied()
    {
        var set = new AddressSet();
        var random = new Random(20260102);
        var addresses = Enumerable.Range(0, 1000).Select(_ => (ulong)random.NextInt64() & ~7UL).ToArray();
        foreach (var address in addresses)
        {
            set.Add(address);
            set.Add(address);
        }

        Assert.All(addresses, address => Assert.True(set.Contains(address) && set.IndexIn([0, address], 0) == 1));
        Assert.False(set.IsEmpty);
    }

    [Fact]
    public void Neighbour_IsNotContained()
    {
        var set = new AddressSet();
        set.Add(0x7f00_0000_1000);

        Assert.False(set.Contains(0x7f00_0000_1008));
        Assert.False(set.Contains(0x7f01_0000_1000)); // the same bit of the filter
        Assert.Equal(2, set.IndexIn([0x7f00_0000_1008, 0x7f01_0000_1000, 0x7f00_0000_1000], 0));
        Assert.Equal(-1, set.IndexIn([0x7f00_0000_1000, 0], 1));
    }
}
