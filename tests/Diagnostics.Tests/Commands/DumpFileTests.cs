using Unravel.Diagnostics.Commands;

namespace Unravel.Diagnostics.Tests.Commands;

/// <summary>When the reading of a dump is given up.</summary>
public sealed class DumpFileTests
{
    [Theory]
    [InlineData(0, 30)]
    [InlineData(100L << 20, 40)]
    [InlineData(10L << 30, 30 + 1024)]
    [InlineData(1L << 40, 1800)]
    [InlineData(long.MaxValue, 1800)]
    public void Deadline_GrowsWithTheFileUpToALimit(long length, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DumpFile.DeadlineFor(length));
}
