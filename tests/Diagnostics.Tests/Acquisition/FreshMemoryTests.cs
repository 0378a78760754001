using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Freezing;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class FreshMemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1_000_003)]
    public void Array_IsOfZeros(int length)
    {
        var array = FreshPages.Array<ulong>(length);

        Assert.Equal(length, array.Length);
        Assert.False(array.AsSpan().ContainsAnyExcept(0UL));
    }

    [Fact]
    public void PagesMadeReady_KeepWhatIsInThem()
    {
        var numbers = Enumerable.Range(0, 1_000_003).ToArray();

        FreshPages.Ready(numbers.AsSpan(5));

        Assert.Equal(Enumerable.Range(0, 1_000_003), numbers);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_792)]
    [InlineData(400_000)]
    public void Rows_AreAllThereHoweverManyCame(int count)
    {
        var rows = new TaskRows();
        for (var i = 0; i < count; i++)
        {
            rows.Add(new TaskRow((ulong)(count - i), i, -1, 0, 0));
        }

        var sorted = rows.Sorted().ToArray();
        Assert.Equal(count, sorted.Length);
        Assert.All(sorted.Index(), pair => Assert.Equal(((ulong)(pair.Index + 1), count - pair.Index - 1), (pair.Item.Address, pair.Item.Shape)));
    }

    /// <summary>The collector's range begins with what is in use already; the gap before it, files and stacks are others.</summary>
    [Fact]
    public void Reserves_BeginWithWhatIsInUse()
    {
        string[] maps =
        [
            "7f0000000000-7f0000001000 r--p 00000000 08:01 12 /usr/lib/libc.so.6",
            "7f1000000000-7f1000100000 rw-p 00000000 00:00 0 ",
            "7f1000100000-7f1000400000 ---p 00000000 00:00 0 ",
            "7f1000400000-7f1000410000 rw-p 00000000 00:00 0 ",
            "7f1000410000-7f5000000000 ---p 00000000 00:00 0 ",
            "7f5000001000-7f5000002000 rw-p 00000000 00:00 0 ",
            "7ffd00000000-7ffd00021000 rw-p 00000000 00:00 0 [stack]",
        ];

        Assert.Equal([(0x7f1000000000UL, 0x7f5000000000UL)], HeapPages.Reserves(maps));
        Assert.Equal([(0x7f1000000000UL, 0x7f5000000000UL)], HeapPages.Reserves(maps[..5]));
        Assert.Empty(HeapPages.Reserves(["nonsense", "", .. maps[..2]]));
    }
}
