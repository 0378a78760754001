using Unravel.Diagnostics.Commands;

namespace Unravel.Diagnostics.Tests.Commands;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("60s", 60_000)]
    [InlineData("60", 60_000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("2h", 7_200_000)]
    public void NumberWithUnit_IsADuration(string text, double milliseconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("0s")]
    [InlineData("-5s")]
    [InlineData("5d")]
    [InlineData("1e9h")]
    [InlineData("999999999h")]
    [InlineData("5 s")]
    public void AnythingElse_IsNone(string text) => Assert.False(Durations.TryParse(text, out _));
}
