using Unravel.Diagnostics.Acquisition.Capturing;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class AddressSetTests
{
    [Fact]
    public void EmptySet_HoldsNothing()
    {
        var set = new AddressSet();

        Assert.True(set.IsEmpty);
        Assert.False(set.MayContain(0) || set.Contains(0));
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

        Assert.All(addresses, address => Assert.True(set.MayContain(address) && set.Contains(address)));
        Assert.False(set.IsEmpty);
    }

    [Fact]
    public void Neighbour_IsNotContained()
    {
        var set = new AddressSet();
        set.Add(0x7f00_0000_1000);

        Assert.False(set.MayContain(0x7f00_0000_1008));
        Assert.False(set.Contains(0x7f01_0000_1000)); // the same bit of the filter
    }
}
