using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

public sealed class SchedStatTests
{
    [Fact]
    public void Line_IsReadInNanoseconds() =>
        Assert.Equal(new SchedStat(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(3), 7), SchedStat.Parse("2000000000 3000000 7\n"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1 2")]
    [InlineData("1 2 3 4")]
    [InlineData("1 2 x")]
    [InlineData("-1 2 3")]
    public void TextOfAnotherForm_IsNothing(string? text) => Assert.Null(SchedStat.Parse(text));
}
